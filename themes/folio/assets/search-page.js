// The search page: what is typed becomes results, their filters and an address that can be shared. The words and the
// finding are those of search.js; here is only what is seen and pressed.
(function () {
  "use strict";

  var search = window.florilege.search;
  var element = window.florilege.shards.element;
  var box = document.querySelector(".search-box");
  var input = document.getElementById("search-words");
  var status = document.getElementById("search-status");
  var results = document.getElementById("search-results");
  var filters = document.getElementById("search-filters");
  var more = document.getElementById("search-more");
  var rest = document.querySelector(".ways-in");
  var words;
  var language = document.documentElement.lang;

  // Typing may go on: what is yet to be loaded waits for so many milliseconds without a key.
  var PAUSE = 120;
  var AT_ONCE = 10;
  var LONGEST = 240;

  var state = read();
  var shown = AT_ONCE;
  var timer;
  var turn = 0;

  // ---- the address ----

  function read() {
    var address = new URLSearchParams(location.search);
    var found = { q: address.get("q") || "" };
    search.filters.forEach(function (name) {
      if (address.get(name)) found[name] = address.get(name);
    });
    return found;
  }

  function queryOf(wanted) {
    var address = new URLSearchParams();
    ["q"].concat(search.filters).forEach(function (name) {
      if (wanted[name]) address.set(name, wanted[name]);
    });
    return address.toString();
  }

  function note(isStep) {
    window.florilege.shards.note(queryOf(state), isStep);
  }

  // ---- what is shown ----

  function marked(parent, text, isMarked, longest) {
    search.excerpt(text, isMarked, longest).forEach(function (piece) {
      if (piece.marked) parent.appendChild(element("mark", "", piece.text));
      else parent.appendChild(document.createTextNode(piece.text));
    });
    return parent;
  }

  function counted(number) {
    return window.florilege.shards.counted(words, number);
  }

  function holdsMarked(text, isMarked) {
    return search.excerpt(text, isMarked, Infinity).some(function (piece) { return piece.marked; });
  }

  function result(found, isMarked) {
    var item = element("li", "result result-" + found.kind);
    var link = element("a", "result-link");
    link.href = found.href;
    var text = found.text;
    var isTranslated = found.kind === "quote" && found.beside && !holdsMarked(text, isMarked) &&
      holdsMarked(found.beside, isMarked);
    if (isTranslated) text = found.beside;
    var own = isTranslated || found.language === language ? "" : found.language;
    if (found.kind === "quote") {
      var quoted = words.quoted.split("{words}");
      link.appendChild(document.createTextNode(quoted[0]));
      var said = marked(element("span", "result-words"), text, isMarked, LONGEST);
      if (own) said.lang = own;
      link.appendChild(said);
      link.appendChild(document.createTextNode(quoted[1]));
      item.appendChild(link);
    } else {
      if (own) item.lang = own;
      marked(link, found.title, isMarked, Infinity);
      item.appendChild(link);
      if (text) item.appendChild(marked(element("p", "result-text"), text, isMarked, LONGEST));
    }
    item.appendChild(about(found, isMarked));
    return item;
  }

  // What kind of thing it is, and whose.
  function about(found, isMarked) {
    var line = element("p", "result-about");
    line.lang = language;
    line.appendChild(element("span", "result-kind", found.kindName));
    function add(text, className) {
      line.appendChild(document.createTextNode(" · "));
      line.appendChild(marked(element("span", className), text, isMarked, Infinity));
    }
    if (found.kind === "quote") add(found.organisation || found.title, "result-who");
    else if (found.beside) add(found.beside, "result-whole");
    if (found.kind === "quote" && found.evidence && found.evidence[0] !== "explicit") add(found.evidence[1], "result-evidence");
    return line;
  }

  var MOST_CHOICES = 8;

  function filter(name, choices) {
    var isChosen = choices.some(function (choice) { return choice.chosen; });
    if (choices.length < 2 && !isChosen) return undefined;
    var section = element("section", "filter");
    var heading = section.appendChild(element("h2", "", words[name] || (search.kind(name) || [])[1] || name));
    heading.id = "filter-" + name;
    var list = section.appendChild(element("ul"));
    list.setAttribute("aria-labelledby", heading.id);
    if (isChosen) list.appendChild(choice(name, { value: "", name: words.everything, chosen: false }));
    var listed = choices.slice().sort(function (one, other) {
      return other.chosen - one.chosen || (name === "kind" ? 0 : other.count - one.count);
    });
    listed.slice(0, MOST_CHOICES).forEach(function (one) { list.appendChild(choice(name, one)); });
    if (listed.length > MOST_CHOICES) {
      var others = section.appendChild(element("details"));
      others.appendChild(element("summary", "", words.more));
      var rest = others.appendChild(element("ul"));
      rest.setAttribute("aria-labelledby", heading.id);
      listed.slice(MOST_CHOICES).forEach(function (one) { rest.appendChild(choice(name, one)); });
    }
    return section;
  }

  function choice(name, one) {
    var item = element("li");
    var wanted = Object.assign({}, state);
    if (one.chosen || !one.value) delete wanted[name];
    else wanted[name] = one.value;
    var link = item.appendChild(element("a", "", one.name));
    link.href = "?" + queryOf(wanted);
    link.dataset.filter = name + "=" + one.value;
    if (one.chosen) link.setAttribute("aria-current", "true");
    if (one.count !== undefined) {
      item.appendChild(document.createTextNode(" "));
      item.appendChild(element("span", "facet-count", one.count.toLocaleString(language)));
    }
    link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      var place = link.dataset.filter;
      state = wanted;
      shown = AT_ONCE;
      note(true);
      run(true, function () {
        var again = filters.querySelector('[data-filter="' + place + '"]') || filters.querySelector("a");
        (again || input).focus();
      });
    });
    return item;
  }

  // Kinds first; beneath, where there is no room for a side, the other filters fold away.
  var wide = matchMedia("(min-width: 76rem)");
  var isUnfolded = search.filters.slice(1).some(function (name) { return state[name]; });

  function drawFilters(sections) {
    var isKind = function (section) { return section.querySelector("#filter-kind"); };
    var others = element("details", "other-filters");
    others.open = wide.matches || isUnfolded;
    others.appendChild(element("summary", "", words.filters));
    sections.forEach(function (section) {
      if (!isKind(section)) others.appendChild(section);
    });
    others.addEventListener("toggle", function () {
      if (!wide.matches) isUnfolded = others.open;
    });
    filters.replaceChildren.apply(filters, sections.filter(isKind));
    if (others.childElementCount > 1) filters.appendChild(others);
  }

  wide.addEventListener("change", function () {
    var others = filters.querySelector(".other-filters");
    if (others) others.open = wide.matches || isUnfolded;
  });

  function clear() {
    results.replaceChildren();
    filters.replaceChildren();
    status.textContent = "";
    more.hidden = true;
    box.classList.remove("searching");
    rest.hidden = false;
  }

  function draw(found) {
    rest.hidden = true;
    box.classList.add("searching");
    results.replaceChildren.apply(results, found.records.map(function (one) { return result(one, found.marked); }));
    var groups = search.filters.map(function (name) { return filter(name, found.filters[name]); }).filter(Boolean);
    drawFilters(groups);
    var said = [counted(found.total)];
    if (found.partial) said.push(words.partial);
    if (found.near.length) said.push(words.near.replace("{words}", Array.from(new Set(found.near)).slice(0, 3).join(", ")));
    if (!found.total) said.push(words.help);
    if (!found.isWhole) said.push(words.failed);
    // Said once, not again with every key that changes nothing.
    var text = said.join(" · ");
    if (status.textContent !== text) status.textContent = text;
    more.hidden = found.total <= found.records.length;
  }

  // ---- finding ----

  // Finds what can be found with what is here; loads the rest, at once or when typing pauses, and finds again.
  function run(isNow, after) {
    clearTimeout(timer);
    turn += 1;
    var mine = turn;
    if (!/[\p{L}\p{N}]/u.test(state.q)) return clear();
    search.ready(function () {
      words = search.strings();
      var found = search.find(state.q, state, shown);
      if (!found.missing) {
        draw(found);
        if (after) after();
        return;
      }
      if (!status.textContent) status.textContent = words.loading;
      timer = setTimeout(function () {
        search.load(found.missing, function () {
          if (mine === turn) run(true, after);
        });
      }, isNow ? 0 : PAUSE);
    });
  }

  input.addEventListener("input", function () {
    state.q = input.value;
    shown = AT_ONCE;
    note(false);
    run(false);
  });

  box.querySelector("form").addEventListener("submit", function (event) {
    event.preventDefault();
    state.q = input.value;
    note(true);
    run(true);
  });

  more.addEventListener("click", function () {
    var first = shown;
    shown += AT_ONCE;
    run(true, function () {
      var link = links()[first];
      if (link) link.focus();
    });
  });

  addEventListener("popstate", function () {
    state = read();
    input.value = state.q;
    shown = AT_ONCE;
    run(true);
  });

  // ---- the keyboard ----

  function links() {
    return Array.from(results.querySelectorAll(".result-link"));
  }

  function step(by) {
    var all = links();
    var at = all.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== input) return false;
    var next = at + by;
    if (next < -1 || next >= all.length) return false;
    (next < 0 ? input : all[next]).focus();
    return true;
  }

  box.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "ArrowDown" && step(1)) event.preventDefault();
    if (event.key === "ArrowUp" && step(-1)) event.preventDefault();
    if (event.key === "Escape" && (input.value || document.activeElement !== input)) {
      event.preventDefault();
      input.value = "";
      state = { q: "" };
      note(false);
      run(true);
      input.focus();
    }
  });

  input.value = state.q;
  if (state.q) run(true);
  else if (matchMedia("(hover: hover)").matches && !location.hash) input.focus({ preventScroll: true });
})();
