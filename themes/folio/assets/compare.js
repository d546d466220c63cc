// A comparison of the reader's choice: two to four organisations side by side, each from a script of its own that is
// loaded when it is chosen. The address gives anybody the same. Without this script the page has its tables.
//
// The template gives `[data-compare]`, where the choice and its table go. docs/browse.md describes the scripts.
window.florilege = window.florilege || {};

window.florilege.compare = (function () {
  "use strict";

  var shards = window.florilege.shards;
  var element = shards.element;
  var fill = shards.fill;
  var language = document.documentElement.lang;
  var MOST = 4;

  var head, loader, base, box, status, table, only, clear;
  var selects = [];
  var loaded = {};
  // Who is chosen, in the reader's order, and whether what they have alike is left out.
  var chosen = [];
  var isOnly = false;
  var turn = 0;

  // ---- the address ----

  function read() {
    var address = new URLSearchParams(location.search);
    var known = address.getAll("organisation").filter(function (id) { return nameOf(id) !== undefined; });
    chosen = Array.from(new Set(known)).slice(0, MOST);
    isOnly = address.get("differences") === "only";
  }

  function note() {
    var address = new URLSearchParams();
    chosen.forEach(function (id) { address.append("organisation", id); });
    if (isOnly) address.set("differences", "only");
    shards.note(address.toString(), true);
  }

  function nameOf(id) {
    var found = head.organisations.find(function (one) { return one[0] === id; });
    return found && found[1];
  }

  // ---- the choice ----

  function build() {
    var choice = box.appendChild(element("div", "compare-choice"));
    choice.setAttribute("role", "group");
    choice.setAttribute("aria-label", head.strings.choose);
    for (var place = 0; place < MOST; place += 1) selects.push(select(choice, place));
    var line = box.appendChild(element("p", "compare-line"));
    var label = line.appendChild(element("label"));
    only = label.appendChild(element("input"));
    only.type = "checkbox";
    only.autocomplete = "off";
    label.appendChild(document.createTextNode(" " + head.strings.only));
    only.addEventListener("change", function () {
      isOnly = only.checked;
      note();
      run();
    });
    clear = line.appendChild(element("button", "", head.strings.clear));
    clear.type = "button";
    clear.addEventListener("click", function () {
      chosen = [];
      isOnly = false;
      note();
      run();
      selects[0].focus();
    });
    status = box.appendChild(element("p", "compare-status"));
    status.setAttribute("role", "status");
    table = box.appendChild(element("div", "table-box compare-box"));
    table.setAttribute("role", "region");
    table.tabIndex = 0;
  }

  function select(parent, place) {
    var line = parent.appendChild(element("p"));
    var label = line.appendChild(element("label", "", fill(head.strings.numbered, {
      organisation: head.strings.organisation,
      n: (place + 1).toLocaleString(language),
    })));
    var made = line.appendChild(element("select"));
    label.htmlFor = made.id = "compare-" + (place + 1);
    made.autocomplete = "off";
    made.add(new Option(head.strings.nobody, ""));
    head.organisations.forEach(function (one) { made.add(new Option(one[1], one[0])); });
    made.addEventListener("change", function () {
      // A gap between two that are chosen is closed, but not under the reader's hand.
      chosen = selects.map(function (one) { return one.value; }).filter(Boolean);
      note();
      run(true);
    });
    return made;
  }

  function drawChoice(isKept) {
    selects.forEach(function (one, place) {
      if (!isKept) one.value = chosen[place] || "";
      // Nobody is compared with themselves.
      Array.from(one.options).forEach(function (option) {
        option.disabled = Boolean(option.value) && option.value !== one.value && chosen.includes(option.value);
      });
    });
    only.checked = isOnly;
    only.disabled = chosen.length < 2;
    clear.disabled = !chosen.length;
  }

  // ---- the table ----

  function run(isKept) {
    drawChoice(isKept);
    turn += 1;
    var mine = turn;
    if (chosen.length < 2) {
      table.hidden = true;
      return say(head.strings.enough);
    }
    var missing = chosen.filter(function (id) { return !loaded[id]; });
    if (!missing.length) return draw();
    say(head.strings.loading);
    loader.load(missing, function () {
      if (mine !== turn) return;
      var failed = missing.some(function (id) { return !loaded[id]; });
      if (failed) {
        table.hidden = true;
        say(head.strings.failed);
      } else draw();
    });
  }

  function say(text) {
    if (status.textContent !== text) status.textContent = text;
  }

  // A link whose address is as it stands on an organisation's page.
  function link(organisation, name) {
    var made = element("a");
    if (name.html === undefined) made.textContent = name.text;
    else made.innerHTML = name.html;
    if (name.language) made.lang = name.language;
    made.href = new URL(name.href, organisation.base);
    return made;
  }

  function draw() {
    var compared = chosen.map(function (id) { return loaded[id]; });
    var made = element("table", "compare-table");
    var names = compared.map(function (one) { return plain(one.name.html); });
    var list = names.length === 2 ? fill(head.strings.two, { first: names[0], last: names[1] }) : names.join(", ");
    var caption = made.createCaption();
    caption.appendChild(element("span", "", fill(head.strings.caption, { list: list })));
    caption.id = "compare-caption";
    table.setAttribute("aria-labelledby", caption.id);
    var heads = made.createTHead().insertRow();
    heads.appendChild(element("td"));
    compared.forEach(function (one) {
      var cell = heads.appendChild(element("th"));
      cell.scope = "col";
      cell.appendChild(link(one, { href: "", html: one.name.html, language: one.name.language }));
      if (one.now) cell.appendChild(element("span", "also", " " + one.now));
    });
    var brief = made.createTBody();
    brief.appendChild(row({ name: { text: head.strings.summary } }, compared.map(summary), false));
    brief.appendChild(row({ name: { text: head.strings.quotes } }, compared.map(function (one, place) {
      return one.quotes ? quotes(one.quotes, [["organisation", chosen[place]]]) : gap();
    }), false));
    var differences = 0;
    head.titles.forEach(function (title) {
      var lines = rows(title[0], compared);
      var differing = lines.filter(function (line) { return line.differs; });
      differences += differing.length;
      lines = isOnly ? differing : lines;
      if (!lines.length) return;
      var body = made.createTBody();
      var headed = body.insertRow();
      var heading = headed.appendChild(element("th", "compare-title"));
      heading.appendChild(element("span", "", title[1]));
      heading.scope = "rowgroup";
      heading.colSpan = compared.length + 1;
      lines.forEach(function (line) {
        body.appendChild(row(line, line.found.map(function (of, place) {
          return of.length ? line.draw(of, place) : gap();
        }), line.differs));
      });
    });
    table.replaceChildren(made);
    table.hidden = false;
    var text = shards.counted(head.differences, differences);
    say(fill(head.strings.labelled, { label: list, value: isOnly && !differences ? head.strings.same : text }));
  }

  function plain(html) {
    var made = element("span");
    made.innerHTML = html;
    return made.textContent;
  }

  function row(line, cells, differs) {
    var made = element("tr", differs ? "differs" : "");
    var name = made.appendChild(element("th"));
    name.scope = "row";
    name.appendChild(line.organisation ? link(line.organisation, line.name) : document.createTextNode(line.name.text));
    if (differs) name.appendChild(element("span", "compare-differs", head.strings.differs));
    cells.forEach(function (cell) { made.appendChild(element("td")).appendChild(cell); });
    return made;
  }

  // What is not documented is said to be so: nothing is left empty.
  function gap() {
    return element("span", "unknown", head.strings.gap);
  }

  function summary(one) {
    if (!one.summary) return gap();
    var made = element("span", "compare-summary");
    made.innerHTML = one.summary.html;
    if (one.summary.language) made.lang = one.summary.language;
    return made;
  }

  // So many quotes, led to in the list of quotes as it is filtered by facets.js.
  function quotes(text, filters) {
    var made = element("a", "", text);
    made.href = new URL(head.quotes, base) + "?" + new URLSearchParams(filters);
    return made;
  }

  // Every row that one of them has, by name or in the order of topics: what each has of it, and whether that differs.
  function rows(kind, compared) {
    var lines = new Map();
    compared.forEach(function (one, place) {
      one.rows[kind].forEach(function (each) {
        if (!lines.has(each.id)) {
          lines.set(each.id, {
            name: each.name,
            order: each.order,
            organisation: one,
            found: compared.map(function () { return []; }),
            draw: { topic: topic, value: values }[kind] || related,
          });
        }
        lines.get(each.id).found[place].push(each);
      });
    });
    function related(of, place) {
      return relation(compared[place], of[0], [["organisation", chosen[place]], [kind, of[0].id]]);
    }
    function topic(of, place) {
      return quotes(of[0].quotes, [["organisation", chosen[place]], ["topic", of[0].id]]);
    }
    function values(of, place) {
      var list = element("ul");
      of.forEach(function (each) { list.appendChild(observation(compared[place], each)); });
      return list;
    }
    var sorted = Array.from(lines.values());
    sorted.forEach(function (line) {
      line.differs = new Set(line.found.map(function (of) { return sign(kind, of); })).size > 1;
    });
    function text(line) { return line.name.text || plain(line.name.html); }
    return sorted.sort(function (one, other) {
      return (one.order || 0) - (other.order || 0) || text(one).localeCompare(text(other), language);
    });
  }

  // What makes two cells differ: whether it is documented at all; how it stands and how surely; what was measured.
  function sign(kind, of) {
    return of.map(function (each) {
      if (kind === "topic") return "1";
      if (kind === "value") return each.value + each.details.join(";");
      return each.status.key + " " + each.evidence.level;
    }).join("|");
  }

  function marked(evidence) {
    var made = element("a", "evidence mark-" + evidence.level, evidence.word);
    made.href = "#evidence-levels";
    made.title = evidence.explanation;
    return made;
  }

  function relation(organisation, of, filters) {
    var list = element("ul");
    var line = element("a", "status status-" + of.status.key, of.status.word);
    line.href = new URL(of.line, organisation.base);
    list.appendChild(element("li")).appendChild(marked(of.evidence));
    list.appendChild(element("li")).appendChild(line);
    if (of.quotes) list.appendChild(element("li")).appendChild(quotes(of.quotes, filters));
    return list;
  }

  function observation(organisation, of) {
    var item = element("li");
    var line = item.appendChild(element("a", of.unknown ? "unknown" : "value"));
    line.innerHTML = of.value;
    line.href = new URL(of.line, organisation.base);
    of.details.forEach(function (detail) { item.appendChild(element("span", "basis", detail)); });
    if (of.evidence) item.appendChild(marked(of.evidence));
    var source = item.appendChild(element("span", "source"));
    if (of.source && of.source.document) source.appendChild(link(organisation, of.source.document));
    if (of.source && of.source.locator) {
      source.appendChild(document.createTextNode((of.source.document ? ", " : "") + of.source.locator));
    }
    if (!of.source) source.textContent = head.strings["without-source"];
    of.quotes.forEach(function (quote) { item.appendChild(link(organisation, quote)); });
    return item;
  }

  // Called by the script of each organisation.
  function shard(id, data) {
    data.base = new URL(data.href, base);
    loaded[id] = data;
  }

  // Called by compare/index.js.
  function open(data) {
    box = document.querySelector("[data-compare]");
    if (!box) return;
    head = data;
    base = shards.here();
    loader = shards.loader(base, head.version);
    build();
    addEventListener("popstate", restore);
    restore();
  }

  function restore() {
    read();
    run();
  }

  return { open: open, shard: shard };
})();
