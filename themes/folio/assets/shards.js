// What the readers of shards share: numbers as printable letters, columns of them, and a loader. Shards are scripts that
// call a function with their data, so that a page opened from a disk can load them. docs/search.md describes them.
window.florilege = window.florilege || {};

window.florilege.shards = (function () {
  "use strict";

  // The other half of src/format/search/encode.rs.
  function numbers(text) {
    var at = 0;
    function next() {
      var value = 0;
      var scale = 1;
      for (;;) {
        var code = text.charCodeAt(at);
        var digit = code - 35 - (code > 92 ? 1 : 0);
        at += 1;
        value += digit * scale;
        if (digit < 60) return value;
        scale *= 31;
      }
    }
    return { next: next, more: function () { return at < text.length; } };
  }

  function column(text, length) {
    var values = new Uint16Array(length);
    var read = numbers(text);
    var at = 0;
    while (read.more()) {
      var value = read.next();
      var run = read.next();
      values.fill(value, at, at + run);
      at += run;
    }
    return values;
  }

  // The folder of the script that is running: shards lie in it or below.
  function here() {
    var script = document.currentScript;
    return script ? script.src.replace(/[^/]*$/, "") : "";
  }

  // Loads shards by name, each once, and calls when all have come or failed; `failed` has the names of those that have.
  function loader(base, version) {
    var waiting = {};
    var failed = {};
    function load(names, call) {
      var left = names.length;
      if (!left) return call();
      names.forEach(function (name) {
        if (waiting[name]) return waiting[name].push(done);
        waiting[name] = [done];
        var script = document.createElement("script");
        script.src = base + name + ".js?" + version;
        script.onload = script.onerror = function (event) {
          var calls = waiting[name];
          delete waiting[name];
          script.remove();
          if (event.type === "error") failed[name] = true;
          calls.forEach(function (each) { each(); });
        };
        document.head.appendChild(script);
      });
      function done() {
        left -= 1;
        if (left === 0) call();
      }
    }
    return { load: load, failed: failed };
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // A pattern of a language with its places filled: `{n}` by `values.n`.
  function fill(pattern, values) {
    return pattern.replace(/\{([a-z]+)\}/g, function (whole, name) {
      return values[name] === undefined ? whole : values[name];
    });
  }

  // So many, by the plural forms of a language.
  function counted(forms, number) {
    var language = document.documentElement.lang;
    var form = number === 0 && forms.zero ? "zero" : new Intl.PluralRules(language).select(number);
    return fill(forms[form] || forms.other, { n: number.toLocaleString(language) });
  }

  // Gives the page the address of its state: as a step that the reader can go back from, or in place of the last.
  function note(query, isStep) {
    try {
      history[isStep ? "pushState" : "replaceState"](null, "", query ? "?" + query : location.pathname.replace(/^.*\//, ""));
    } catch (refused) {
      // A browser that lets no page from a disk change its address works all the same.
    }
  }

  return { numbers: numbers, column: column, here: here, loader: loader, element: element, fill: fill, counted: counted, note: note };
})();
