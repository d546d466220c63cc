// The filters of an index: choices of several kinds combine (any of one kind, all of the kinds), a box filters by name,
// counts follow, and the address gives anybody the same. Without this script the index and its links are whole.
//
// What a template gives: `[data-facets]`, where the filters go; `[data-facets-without]`, what they replace;
// `[data-entries]`, the list, with `[data-entry]` each and `[data-entry-group]` around those that vanish together;
// `[data-total]`; and where the index has several pages a `<template>` for entries of the others, whose parts are
// `[data-part]`. What is filtered by comes from facets/KIND.js, as docs/browse.md describes.
window.florilege = window.florilege || {};

window.florilege.facets = (function () {
  "use strict";

  var shards = window.florilege.shards;
  var element = shards.element;
  var fill = shards.fill;
  var language = document.documentElement.lang;
  // So many choices of a kind, and entries of a long list, are shown at first.
  var CHOICES = 8;
  var ENTRIES = 200;

  var head, loader, pages, size, shown, turn = 0;
  // Every way to filter: kinds of things, then what qualifies the ties to them. `chosen` holds the places of values.
  var facets, tied, qualifiers;
  var typed = "", texts, matching;
  // The entries of this page by their number among all, and those of other pages that were drawn.
  var own = {}, drawn = {};
  var box, boxes, list, before, after, chosenList, status, more, input;

  // ---- which entries pass ----

  function hasChosen(facet) {
    return facet.chosen.size > 0;
  }

  // Whether a tie of a facet is to what was chosen.
  function isTo(facet, item) {
    return facet.chosen.has(facet.ties ? facet.ties[item][0] : item);
  }

  // The entries that pass every filter but one: with each chosen kind they have a tie that is as sure and stands as was
  // chosen, and where only that was chosen any such tie. Sets are judged once, not again for each entry.
  function passing(but) {
    facets.forEach(function (facet) {
      facet.fits = facet.ties && facet.ties.map(function (tie) {
        return qualifiers.every(function (one, place) {
          return one === but || !hasChosen(one) || one.chosen.has(tie[place + 1]);
        });
      });
      facet.good = facet.sets.map(function (set) {
        return set.some(function (item) { return (!facet.fits || facet.fits[item]) && (!isAsked(facet) || isTo(facet, item)); });
      });
    });
    function isAsked(facet) {
      return facet !== but && hasChosen(facet);
    }
    var asked = facets.filter(isAsked);
    var isQualified = qualifiers.some(isAsked);
    var any = isQualified && tied.indexOf(but) < 0 && !asked.some(isTied) ? tied : [];
    var found = [];
    for (var number = 0; number < size; number += 1) {
      if ((!matching || matching[number]) && asked.every(isGood) && (!any.length || any.some(isGood))) found.push(number);
    }
    function isGood(facet) {
      return facet.good[facet.column[number]];
    }
    return found;
  }

  function isTied(facet) {
    return facet.ties;
  }

  // How many entries each choice would leave, were it the only one of its kind.
  function count(facet) {
    var counts = facet.values.map(function () { return 0; });
    var place = qualifiers.indexOf(facet) + 1;
    var asked = tied.filter(hasChosen);
    passing(facet).forEach(function (number) {
      if (!place) return facet.sets[facet.column[number]].forEach(function (item) {
        if (!facet.ties) counts[item] += 1;
        else if (facet.fits[item]) counts[facet.ties[item][0]] += 1;
      });
      // A quality counts where a tie with each chosen kind has it; where none is chosen, any tie.
      var kinds = {};
      (asked.length ? asked : tied).forEach(function (one) {
        var had = {};
        one.sets[one.column[number]].forEach(function (item) {
          var quality = one.ties[item][place];
          if (had[quality] || !one.fits[item] || (hasChosen(one) && !isTo(one, item))) return;
          had[quality] = true;
          kinds[quality] = (kinds[quality] || 0) + 1;
        });
      });
      Object.keys(kinds).forEach(function (quality) {
        if (!asked.length || kinds[quality] === asked.length) counts[quality] += 1;
      });
    });
    return counts;
  }

  function folded(text) {
    return window.florilege.words.words(text, new Set(head.elisions)).join(" ");
  }

  // Every word that is typed must be, or begin, or be a part of a word of the entry's name; of a quote, of its words.
  function match() {
    var words = folded(typed).split(" ").filter(Boolean);
    matching = undefined;
    if (!words.length) return;
    texts = texts || (head.names.length ? head.names : Object.values(own).map(quoted)).map(folded);
    matching = texts.map(function (text) {
      return words.every(function (word) { return text.includes(word); });
    });
  }

  function quoted(entry) {
    return Array.from(entry.querySelectorAll("blockquote"), function (words) { return words.textContent; }).join(" ");
  }

  // ---- the address ----

  function all() {
    return facets.concat(qualifiers);
  }

  function read() {
    var address = new URLSearchParams(location.search);
    typed = address.get("q") || "";
    all().forEach(function (facet) {
      facet.chosen = new Set();
      // What the study no longer has is kept, passes nothing, and can be taken away.
      address.getAll(facet.key).forEach(function (id) {
        var place = facet.values.findIndex(function (one) { return one[0] === id; });
        if (place < 0) place = facet.values.push([id, id]) - 1;
        facet.chosen.add(place);
      });
    });
  }

  function note(isStep) {
    var address = new URLSearchParams();
    if (typed) address.set("q", typed);
    all().forEach(function (facet) {
      Array.from(facet.chosen).sort(function (one, other) { return one - other; }).forEach(function (place) {
        address.append(facet.key, facet.values[place][0]);
      });
    });
    shards.note(address.toString(), isStep);
  }

  function isFiltered() {
    return Boolean(matching) || all().some(hasChosen);
  }

  // ---- the filters ----

  function build() {
    if (head.names.length || pages === 1) {
      var line = box.appendChild(element("p", "facets-typed"));
      var label = line.appendChild(element("label", "", head.strings.typed));
      input = line.appendChild(element("input"));
      label.htmlFor = input.id = "facets-typed";
      input.type = "search";
      input.autocomplete = "off";
      input.spellcheck = false;
      input.addEventListener("input", function () {
        typed = input.value;
        match();
        change(false);
      });
    } else {
      var elsewhere = box.appendChild(element("p", "facets-typed")).appendChild(element("a", "", head.strings.elsewhere));
      elsewhere.href = new URL(head.search, loader.base) + "?kind=quote";
    }
    var side = element("div", "side facets-side");
    side.setAttribute("role", "region");
    side.setAttribute("aria-label", head.strings.filters);
    var fold = side.appendChild(element("div", "side-inner")).appendChild(element("details", "facets-fold"));
    fold.appendChild(element("summary", "", head.strings.filters));
    all().filter(function (facet) {
      return facet.counts.some(function (one) { return one && one < size; });
    }).forEach(function (facet) { fold.appendChild(group(facet)); });
    var result = element("div", "facets-result");
    status = result.appendChild(element("p", "facets-status"));
    status.setAttribute("role", "status");
    chosenList = result.appendChild(element("ul", "facets-chosen"));
    chosenList.setAttribute("aria-label", head.strings.chosen);
    more = element("button", "facets-more", head.strings.more);
    more.type = "button";
    more.hidden = true;
    more.addEventListener("click", function () {
      shown += ENTRIES;
      draw();
    });
    if (fold.childElementCount > 1) box.after(side, result);
    else box.after(result);
    // Beside the list they are always unfolded.
    var wide = matchMedia("(min-width: 76rem)");
    function unfold() { fold.open = wide.matches; }
    wide.addEventListener("change", unfold);
    unfold();
  }

  function group(facet) {
    var made = element("fieldset", "facet");
    made.appendChild(element("legend", "", facet.title));
    // What no entry has is no choice.
    var places = facet.values.map(function (_, place) { return place; }).filter(function (place) { return facet.counts[place]; });
    var most = places.slice();
    if (most.length > CHOICES + 1) {
      most.sort(function (one, other) { return facet.counts[other] - facet.counts[one] || one - other; });
      most = most.slice(0, CHOICES).sort(function (one, other) { return one - other; });
    }
    var choices = made.appendChild(element("ul"));
    most.forEach(function (place) { choices.appendChild(choice(facet, place)); });
    if (places.length > most.length) {
      var rest = made.appendChild(element("details"));
      rest.appendChild(element("summary", "", fill(head.strings.rest, { n: places.length.toLocaleString(language) })));
      // Hundreds of choices that nobody asks for are not made.
      rest.addEventListener("toggle", function () {
        if (rest.childElementCount > 1) return;
        var others = rest.appendChild(element("ul"));
        places.forEach(function (place) {
          if (!most.includes(place)) others.appendChild(choice(facet, place));
        });
        update(facet);
      });
    }
    return made;
  }

  function choice(facet, place) {
    var item = element("li");
    var label = item.appendChild(element("label"));
    var mark = label.appendChild(element("input"));
    mark.type = "checkbox";
    mark.autocomplete = "off";
    mark.name = facet.key;
    mark.value = facet.values[place][0];
    label.appendChild(element("span", facet.key === "evidence" ? "mark-" + mark.value : "", facet.values[place][1]));
    label.appendChild(document.createTextNode(" "));
    var number = label.appendChild(element("span", "facet-count"));
    mark.addEventListener("change", function () {
      if (mark.checked) facet.chosen.add(place);
      else facet.chosen.delete(place);
      change(true);
    });
    facet.items.push({ place: place, item: item, mark: mark, number: number });
    return item;
  }

  function update(facet) {
    facet.items.forEach(function (one) {
      var left = facet.counts[one.place];
      one.mark.checked = facet.chosen.has(one.place);
      one.number.textContent = left.toLocaleString(language);
      one.item.classList.toggle("facet-none", !left);
    });
  }

  // What is chosen, each to be taken away, and all at once.
  function drawChosen() {
    var items = [];
    function add(text, name, take) {
      var button = element("button", "", text);
      button.type = "button";
      button.setAttribute("aria-label", name);
      button.addEventListener("click", function () {
        var place = items.indexOf(button);
        take();
        change(true);
        // Focus goes to what stands there now, or back to where filters begin.
        var buttons = chosenList.querySelectorAll("button");
        (buttons[Math.min(place, buttons.length - 1)] || input || box).focus();
      });
      items.push(button);
      return button;
    }
    function labelled(label, name, take) {
      var text = fill(head.strings.labelled, { label: label, value: name });
      add(text, fill(head.strings.remove, { name: text }), take).classList.add("facets-take");
    }
    if (matching) labelled(head.strings.typed, typed, function () { type(""); });
    all().forEach(function (facet) {
      facet.chosen.forEach(function (place) {
        labelled(facet.title, facet.values[place][1], function () { facet.chosen.delete(place); });
      });
    });
    if (items.length) add(head.strings.clear, head.strings.clear, function () {
      type("");
      all().forEach(function (facet) { facet.chosen.clear(); });
    });
    chosenList.replaceChildren.apply(chosenList, items.map(function (button) {
      var item = element("li");
      item.appendChild(button);
      return item;
    }));
    chosenList.hidden = !items.length;
  }

  function type(text) {
    typed = text;
    if (input) input.value = text;
    match();
  }

  function change(isStep) {
    shown = ENTRIES;
    note(isStep);
    run();
  }

  // ---- the list ----

  function run() {
    all().forEach(function (facet) {
      facet.counts = count(facet);
      update(facet);
    });
    drawChosen();
    draw();
  }

  function say(text) {
    // Said once, not again with every key that changes nothing.
    if (status.textContent !== text) status.textContent = text;
  }

  // Shows the entries that pass: those of this page, and those of others once they are loaded.
  function draw() {
    var found = passing();
    var total = shards.counted(head.counts, found.length);
    var text = found.length === size ? total :
      fill(head.strings.of, { shown: total, total: size.toLocaleString(language) });
    document.querySelectorAll("[data-total]").forEach(function (one) { one.textContent = text; });
    var pagination = document.querySelector(".pagination");
    if (pagination) pagination.hidden = isFiltered();
    list.classList.toggle("filtered", isFiltered());
    var visible = isFiltered() ? found.slice(0, shown) : Object.keys(own).map(Number);
    more.hidden = !isFiltered() || found.length <= visible.length;
    turn += 1;
    var mine = turn;
    var foreign = visible.filter(function (number) { return !own[number]; });
    var missing = foreign.filter(function (number) { return !drawn[number]; }).map(function (number) {
      return head.folder + "/" + (Math.floor(number / head.page) + 1);
    });
    show(visible);
    boxes.forEach(function (one) { one.hidden = !found.length; });
    if (status.textContent || isFiltered()) say(found.length ? text : text + " · " + head.strings.none);
    if (missing.length) {
      loader.load(Array.from(new Set(missing)), function () {
        if (mine !== turn) return;
        show(visible);
        if (missing.some(function (name) { return loader.failed[name]; })) say(text + " · " + head.strings.failed);
      });
    }
  }

  function show(visible) {
    var isVisible = new Set(visible);
    var first = Number(Object.keys(own)[0]);
    Object.keys(own).forEach(function (number) { own[number].hidden = !isVisible.has(Number(number)); });
    document.querySelectorAll("[data-entry-group]").forEach(function (part) {
      part.hidden = !part.querySelector("[data-entry]:not([hidden])");
    });
    if (!before) return;
    var foreign = visible.filter(function (number) { return !own[number] && drawn[number]; });
    function isBefore(number) { return number < first; }
    function entry(number) { return drawn[number]; }
    before.replaceChildren.apply(before, foreign.filter(isBefore).map(entry));
    after.replaceChildren.apply(after, foreign.filter(function (number) { return !isBefore(number); }).map(entry));
  }

  // Called by each shard: the entries of a page that lies at an address from the folder of shards.
  function shard(page, address, entries) {
    var base = new URL(address, loader.base);
    entries.forEach(function (entry, place) {
      var number = (page - 1) * head.page + place;
      if (!own[number]) drawn[number] = drawEntry(entry, base);
    });
  }

  // Sets the parts of the template from the fields of an entry's view, and leaves out those that it has not.
  function drawEntry(entry, base) {
    var made = document.querySelector("template[data-entry-of-page]").content.firstElementChild.cloneNode(true);
    var cells = (entry.cells || []).slice();
    var last = entry.paragraphs_html && entry.paragraphs_html.length - 1;
    made.querySelectorAll("[data-part]").forEach(function (part) {
      var name = part.dataset.part;
      var words = entry[name];
      var href = entry.href;
      if (name === "cell") words = cells.shift();
      if (name === "words") words = {
        language: entry.language,
        html: entry.paragraphs_html.map(function (html, place) {
          return "<p>" + (place ? "" : entry.open) + html + (place < last ? "" : entry.close) + "</p>";
        }).join(""),
      };
      if (name === "attribution") {
        words = entry.attribution.words;
        href = entry.attribution.href;
      }
      if (name === "evidence") {
        part.classList.add("mark-" + words.level);
        words = words.word;
        href = "#evidence-levels";
      }
      if (part.tagName === "A" && href) part.href = href[0] === "#" ? href : new URL(href, base);
      if (name === "href") return;
      if (!words) return part.remove();
      if (words.html === undefined) part.textContent = words;
      else part.innerHTML = words.html;
      if (words.language) part.lang = words.language;
      if (words.unknown) part.classList.add("unknown");
      part.querySelectorAll("a[href]").forEach(function (link) {
        link.href = new URL(link.getAttribute("href"), base);
      });
    });
    return made;
  }

  // Ties hold the place of their other end, of their evidence and of their status; what all have alike is not asked.
  function keepQualifiers() {
    tied = facets.filter(isTied);
    var kept = head.qualifiers.map(function (_, place) { return place; }).filter(function (place) {
      return new Set(tied.flatMap(function (facet) {
        return facet.ties.map(function (tie) { return tie[place + 1]; });
      })).size > 1;
    });
    qualifiers = kept.map(function (place) { return head.qualifiers[place]; });
    tied.forEach(function (facet) {
      facet.ties = facet.ties.map(function (tie) {
        return [tie[0]].concat(kept.map(function (place) { return tie[place + 1]; }));
      });
    });
  }

  // Called by facets/KIND.js.
  function open(data) {
    box = document.querySelector("[data-facets]");
    list = document.querySelector("[data-entries]");
    if (!box || !list) return;
    head = data;
    size = head.size;
    pages = Math.ceil(size / head.page);
    loader = shards.loader(shards.here(), head.version);
    loader.base = shards.here();
    var entries = list.querySelectorAll("[data-entry]");
    var first = entries.length ? head.firsts.indexOf(entries[0].dataset.entry) * head.page : -1;
    if (first < 0) return;
    entries.forEach(function (entry, place) { own[first + place] = entry; });
    facets = head.facets.map(function (facet) {
      return Object.assign(facet, { column: shards.column(facet.column, size) });
    });
    keepQualifiers();
    all().forEach(function (facet) {
      facet.chosen = new Set();
      facet.items = [];
    });
    all().forEach(function (facet) { facet.counts = count(facet); });
    if (pages > 1) {
      before = list.parentNode.insertBefore(list.cloneNode(false), list);
      after = list.parentNode.insertBefore(list.cloneNode(false), list.nextSibling);
      [before, after].forEach(function (part) { part.removeAttribute("data-entries"); });
    }
    build();
    boxes = [before, list, after].filter(Boolean).map(function (part) { return part.closest("[data-entry-box]"); });
    boxes[boxes.length - 1].after(more);
    document.querySelectorAll("[data-facets-without]").forEach(function (part) { part.hidden = true; });
    addEventListener("popstate", restore);
    restore();
  }

  // What the address says; nothing is announced of an index that is not filtered.
  function restore() {
    shown = ENTRIES;
    read();
    type(typed);
    run();
  }

  return { open: open, shard: shard };
})();
