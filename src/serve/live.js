// Keeps a page that `florilege serve` shows up to date. Only the server adds it; no published page has it.
//
// It runs before the page's own scripts and remembers the page as it was made. When there is a newer one, what differs
// between the two is changed in the page that is seen, and nothing else: so the place, the focus, the selection, opened
// parts, typed words and what other scripts did stay. Parts that are new are handed to the page's scripts by the event
// `florilege:part`, whose `detail` is a fragment that holds them, before they are put into place.
(function () {
  "use strict";

  var tag = document.getElementById("florilege-live");
  var version = tag.dataset.version;
  var made = document.documentElement.cloneNode(true);
  // From each node of the page as it was made to the one that is seen.
  var seen = new Map();
  var loads;
  var news;
  var isBusy = false;
  var events;

  pair(made, document.documentElement);

  // ---- news ----

  function listen() {
    if (events) events.close();
    events = new EventSource("/.florilege/events" + location.pathname);
    events.addEventListener("news", function (event) {
      news = JSON.parse(event.data);
      if (!isBusy) take();
    });
  }

  // A browser keeps few connections to one server: pages that nobody sees have none.
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) events.close();
    else listen();
  });

  function take() {
    isBusy = true;
    var taken = news;
    showReport(taken.report);
    bring(taken).then(function () {
      isBusy = false;
      if (news !== taken) take();
    }, function () {
      // The server went away in between; its next news come when it is back.
      isBusy = false;
    });
  }

  function bring(taken) {
    if (version === taken.version) return Promise.resolve(refresh(taken.loads));
    // There was no page to begin with.
    if (version === "") return location.reload();
    return fetch(location.href, { cache: "no-store" }).then(function (response) {
      return response.text();
    }).then(function (text) {
      var next = new DOMParser().parseFromString(text, "text/html").documentElement;
      var nextTag = next.querySelector("#florilege-live");
      if (!nextTag || scripts(next) !== scripts(made)) return location.reload();
      keepFocus(function () {
        update(made, next);
      });
      made = next;
      version = nextTag.dataset.version;
      refresh(taken.loads);
    });
  }

  function scripts(page) {
    return Array.from(page.querySelectorAll("script[src]"), function (script) {
      return new URL(script.getAttribute("src"), location.href).href;
    }).join("\n");
  }

  // ---- files that the page loads ----

  function refresh(now) {
    var before = loads;
    loads = now;
    if (!before) return;
    Object.keys(now).forEach(function (route) {
      if (!before[route] || before[route] === now[route]) return;
      if (/\.js$/.test(route)) location.reload();
      else document.querySelectorAll("link[href], img[src]").forEach(function (element) {
        refreshOne(element, route, now[route]);
      });
    });
  }

  function refreshOne(element, route, key) {
    var name = element.localName === "img" ? "src" : "href";
    var address = new URL(element[name], location.href);
    if (address.origin !== location.origin || decodeURIComponent(address.pathname) !== "/" + route) return;
    address.search = "?" + key;
    if (element.rel !== "stylesheet") {
      element.setAttribute(name, address.href);
      return;
    }
    // The old style stays until the new one is there, so that the page is never bare.
    var fresh = element.cloneNode(false);
    fresh.href = address.href;
    fresh.addEventListener("load", function () {
      element.remove();
    });
    element.after(fresh);
    seen.forEach(function (live, node) {
      if (live === element) seen.set(node, fresh);
    });
  }

  // ---- one page becomes the next ----

  function pair(node, live) {
    seen.set(node, live);
    for (var a = node.firstChild, b = live.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) pair(a, b);
  }

  // The pair of a node goes over to the one that takes its place.
  function inherit(old, next) {
    seen.set(next, seen.get(old));
    seen.delete(old);
    for (var a = old.firstChild, b = next.firstChild; a && b; a = a.nextSibling, b = b.nextSibling) inherit(a, b);
  }

  function forget(old) {
    seen.delete(old);
    old.childNodes.forEach(forget);
  }

  function update(old, next) {
    if (old.isEqualNode(next)) {
      inherit(old, next);
      return;
    }
    var live = seen.get(old);
    seen.delete(old);
    seen.set(next, live);
    if (next.nodeType !== Node.ELEMENT_NODE) {
      updateText(live, old.data, next.data);
      return;
    }
    updateAttributes(live, old, next);
    updateChildren(live, Array.from(old.childNodes), Array.from(next.childNodes));
  }

  // Only what differs is replaced, so that a selection in the rest stays.
  function updateText(live, old, next) {
    if (live.data !== old) {
      live.data = next;
      return;
    }
    var shortest = Math.min(old.length, next.length);
    var start = 0;
    while (start < shortest && old[start] === next[start]) start += 1;
    var end = 0;
    while (end < shortest - start && old[old.length - 1 - end] === next[next.length - 1 - end]) end += 1;
    live.replaceData(start, old.length - start - end, next.slice(start, next.length - end));
  }

  function updateAttributes(live, old, next) {
    Array.from(old.attributes).forEach(function (attribute) {
      if (!next.hasAttribute(attribute.name)) live.removeAttribute(attribute.name);
    });
    Array.from(next.attributes).forEach(function (attribute) {
      if (old.getAttribute(attribute.name) !== attribute.value) live.setAttribute(attribute.name, attribute.value);
    });
  }

  function updateChildren(parent, olds, nexts) {
    var kept = matches(olds, nexts);
    olds.forEach(function (old) {
      if (kept.has(old)) return;
      var live = seen.get(old);
      if (live) live.remove();
      forget(old);
    });
    var partners = new Map();
    kept.forEach(function (next, old) {
      partners.set(next, old);
    });
    var anchor = null;
    for (var i = nexts.length - 1; i >= 0; i -= 1) {
      var next = nexts[i];
      if (partners.has(next)) update(partners.get(next), next);
      else put(parent, next, anchor);
      var live = seen.get(next);
      if (live.parentNode === parent) anchor = live;
    }
  }

  function put(parent, next, anchor) {
    var live = document.importNode(next, true);
    pair(next, live);
    var part = document.createDocumentFragment();
    part.append(live);
    dispatchEvent(new CustomEvent("florilege:part", { detail: part }));
    parent.insertBefore(part, anchor && anchor.parentNode === parent ? anchor : null);
  }

  // Which old child becomes which new one: the same first, then in each gap between those what is alike.
  function matches(olds, nexts) {
    var kept = new Map();
    var start = 0;
    var oldEnd = olds.length;
    var nextEnd = nexts.length;
    while (start < oldEnd && start < nextEnd && olds[start].isEqualNode(nexts[start])) {
      kept.set(olds[start], nexts[start]);
      start += 1;
    }
    while (oldEnd > start && nextEnd > start && olds[oldEnd - 1].isEqualNode(nexts[nextEnd - 1])) {
      oldEnd -= 1;
      nextEnd -= 1;
      kept.set(olds[oldEnd], nexts[nextEnd]);
    }
    var from = start;
    var to = start;
    common(olds.slice(start, oldEnd), nexts.slice(start, nextEnd)).forEach(function (place) {
      gap(olds.slice(from, start + place[0]), nexts.slice(to, start + place[1]), kept);
      kept.set(olds[start + place[0]], nexts[start + place[1]]);
      from = start + place[0] + 1;
      to = start + place[1] + 1;
    });
    gap(olds.slice(from, oldEnd), nexts.slice(to, nextEnd), kept);
    return kept;
  }

  // The longest row of equal nodes in both lists, as pairs of places.
  function common(olds, nexts) {
    var places = [];
    // A list that long and that different is faster made anew than compared.
    if (olds.length * nexts.length > 400000) return places;
    var one = olds.map(mark);
    var other = nexts.map(mark);
    var width = other.length + 1;
    var lengths = new Uint32Array((one.length + 1) * width);
    var i;
    var j;
    for (i = one.length - 1; i >= 0; i -= 1) {
      for (j = other.length - 1; j >= 0; j -= 1) {
        lengths[i * width + j] = one[i] === other[j]
          ? lengths[(i + 1) * width + j + 1] + 1
          : Math.max(lengths[(i + 1) * width + j], lengths[i * width + j + 1]);
      }
    }
    for (i = 0, j = 0; i < one.length && j < other.length;) {
      if (one[i] === other[j]) {
        places.push([i, j]);
        i += 1;
        j += 1;
      } else if (lengths[(i + 1) * width + j] >= lengths[i * width + j + 1]) i += 1;
      else j += 1;
    }
    return places;
  }

  function mark(node) {
    return node.nodeType === Node.ELEMENT_NODE ? node.outerHTML : node.nodeType + node.data;
  }

  function gap(olds, nexts, kept) {
    var from = 0;
    nexts.forEach(function (next) {
      for (var i = from; i < olds.length; i += 1) {
        if (isAlike(olds[i], next)) {
          kept.set(olds[i], next);
          from = i + 1;
          return;
        }
      }
    });
  }

  function isAlike(old, next) {
    if (old.nodeName !== next.nodeName) return false;
    return old.nodeType !== Node.ELEMENT_NODE || old.id === next.id;
  }

  // An element that was replaced has its focus back by its name.
  function keepFocus(change) {
    var focused = document.activeElement;
    change();
    if (focused && focused.id && !focused.isConnected) {
      var again = document.getElementById(focused.id);
      if (again) again.focus({ preventScroll: true });
    }
  }

  // ---- the report ----

  var host;
  var reported;

  function showReport(report) {
    var now = JSON.stringify(report);
    if (now === reported) return;
    reported = now;
    if (host) host.remove();
    host = null;
    if (report) lay(report);
  }

  function lay(report) {
    host = document.createElement("florilege-report");
    var root = host.attachShadow({ mode: "open" });
    var style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/.florilege/live.css";
    var box = element("section", "report");
    box.setAttribute("aria-label", "Report");
    var head = element("header");
    var summary = element("p", "summary", report.summary);
    summary.setAttribute("role", "alert");
    var close = element("button", "close", "Hide");
    close.type = "button";
    close.title = "Esc";
    close.addEventListener("click", hide);
    head.append(summary, element("p", "said", "The page is that of the last good site."), close);
    var list = element("ol");
    report.diagnostics.forEach(function (diagnostic) {
      var entry = element("li", diagnostic.severity);
      var text = element("pre");
      linked(text, diagnostic);
      entry.append(text);
      list.append(entry);
    });
    box.append(head, list);
    if (report.more) box.append(element("p", "more", "and " + report.more + " more in the terminal"));
    root.append(style, box);
    document.documentElement.append(host);
  }

  function hide() {
    if (host) host.remove();
    host = null;
  }

  function element(name, className, text) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  }

  // The text with a link at the first mention of each place; a place that it does not mention follows it.
  function linked(into, diagnostic) {
    var rest = diagnostic.text;
    var places = diagnostic.places.map(function (place) {
      return { place: place, at: mentioned(diagnostic.text, place.name) };
    });
    places.sort(function (one, other) {
      return one.at - other.at;
    });
    var done = 0;
    places.forEach(function (found) {
      if (found.at < done) return;
      into.append(rest.slice(done, found.at), link(found.place));
      done = found.at + found.place.name.length;
    });
    into.append(rest.slice(done));
    places.filter(function (found) {
      return found.at < 0;
    }).forEach(function (found) {
      into.append("\n", link(found.place));
    });
  }

  function mentioned(text, name) {
    var arrow = text.search("(-->|:::) " + name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") + "(?![\\w:])");
    return arrow < 0 ? text.indexOf(name) : arrow + 4;
  }

  function link(place) {
    var made = element("a", "place", place.name);
    made.href = place.link;
    // What the browser shows itself must not take the place of the page.
    if (place.link.charAt(0) === "/") made.target = "_blank";
    return made;
  }

  // ---- keys ----

  addEventListener("keydown", function (event) {
    var isTyping = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") hide();
    var source = document.getElementById("florilege-live").dataset.source;
    if (event.key !== "e" || !source) return;
    if (source.charAt(0) === "/") open(source, "_blank");
    else location.href = source;
  });

  if (!document.hidden) listen();
})();
