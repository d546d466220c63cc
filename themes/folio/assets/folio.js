// Conveniences; every page is whole without them: the appearance switch, the buttons that copy a text, and `/`, which
// leads to the search.
(function () {
  "use strict";
  var root = document.documentElement;
  var appearances = ["auto", "light", "dark"];

  function remembered() {
    try {
      return localStorage.getItem("appearance") || "auto";
    } catch (refused) {
      return "auto";
    }
  }

  function remember(appearance) {
    try {
      localStorage.setItem("appearance", appearance);
    } catch (refused) {
      // A browser that keeps nothing shows the choice on this page only.
    }
  }

  function show(appearance) {
    if (appearance === "auto") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", appearance);
  }

  function prepareSwitch(button) {
    var current = remembered();
    var now = button.querySelector(".appearance-now");
    function name() {
      now.textContent = button.dataset[current] || current;
      button.dataset.now = current;
    }
    button.hidden = false;
    name();
    button.addEventListener("click", function () {
      current = appearances[(appearances.indexOf(current) + 1) % appearances.length];
      remember(current);
      show(current);
      name();
    });
  }

  function copy(text) {
    if (navigator.clipboard && navigator.clipboard.writeText) return navigator.clipboard.writeText(text);
    // Pages opened from a folder have no clipboard of their own.
    return new Promise(function (done, failed) {
      var field = document.createElement("textarea");
      field.value = text;
      field.setAttribute("readonly", "");
      field.className = "visually-hidden";
      document.body.appendChild(field);
      field.select();
      var copied = document.execCommand("copy");
      field.remove();
      if (copied) done();
      else failed();
    });
  }

  function prepareCopy(button) {
    var words = button.textContent;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", function () {
      copy(button.dataset.copy).then(function () {
        button.textContent = button.dataset.done;
        button.focus();
        setTimeout(function () {
          button.textContent = words;
        }, 2000);
      }, function () {});
    });
  }

  // A link into a closed part opens it.
  function openTarget() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var closed = target && target.closest("details");
    if (closed) closed.open = true;
  }

  function leadToSearch(event) {
    var field = document.getElementById("search-words") || document.getElementById("site-search");
    var isTyping = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || !field || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  function prepare(part) {
    part.querySelectorAll(".appearance-switch").forEach(prepareSwitch);
    part.querySelectorAll("button.copy").forEach(prepareCopy);
  }

  show(remembered());
  prepare(document);
  // While a study is written, `florilege serve` puts new parts into an open page.
  addEventListener("florilege:part", function (event) {
    prepare(event.detail);
  });
  addEventListener("hashchange", openTarget);
  addEventListener("keydown", leadToSearch);
  openTarget();
})();
