// The reader of the search index: finds, ranks and cuts out what is shown. It draws nothing; search-page.js does. Shards
// of the index are scripts that call `florilege.search.shard`, so that a page opened from a disk can load them.
// docs/search.md describes the index.
window.florilege.search = (function () {
  "use strict";

  var compounds = window.florilege.words.compounds;
  var stem = window.florilege.words.stem;
  var slips = window.florilege.words.slips;
  var numbers = window.florilege.shards.numbers;
  var column = window.florilege.shards.column;

  // ---- the index: the other half of src/format/search/encode.rs ----

  // The forms of a shard of words: [{form, term, size}], `size` being how common the term is, as a power of two.
  function forms(text, firstTerm) {
    var entry = /([0-9a-z])([^A-Z,-]*)(?:([A-Z])|-([0-9a-z]+),)/g;
    var found = [];
    var last = "";
    var terms = firstTerm;
    var match = entry.exec(text);
    while (match) {
      var form = Array.from(last).slice(0, parseInt(match[1], 36)).join("") + match[2];
      var term = match[3] ? terms : terms - 1 - parseInt(match[4], 36);
      if (match[3]) terms += 1;
      found.push({ form: form, term: term, size: match[3] ? match[3].charCodeAt(0) - 65 : undefined });
      last = form;
      match = entry.exec(text);
    }
    return found;
  }

  // Where a term stands: {everywhere, records, levels}.
  function postings(text) {
    var read = numbers(text);
    var found = { everywhere: read.next(), records: [], levels: [] };
    while (read.more()) {
      var level = read.next();
      var next = 0;
      for (var left = read.next(); left > 0; left -= 1) {
        next += read.next();
        found.records.push(next);
        found.levels.push(level);
        next += 1;
      }
    }
    return found;
  }

  // ---- finding ----

  // Expansions of the beginning of a word, and what a match counts by how it was made.
  var MOST_EXPANSIONS = 24;
  var NEAR = [0, 0.5, 0.35];
  // Quoted words are looked for, to the letter, in so many of the best records.
  var MOST_READ = 40;
  var FILTERS = ["kind", "organisation", "topic", "language", "evidence"];

  var head;
  var loader;
  var elisions = new Set();
  var starts = [];
  var columns = {};
  var shards = { words: {}, postings: {}, records: {} };
  var whenOpen = [];

  // Called by search/index.js, which lies beside the shards.
  function open(data) {
    head = data;
    loader = window.florilege.shards.loader(window.florilege.shards.here(), head.version);
    elisions = new Set(head.elisions);
    starts = head.words.map(function (words) { return words[0]; });
    FILTERS.forEach(function (name) {
      columns[name] = column(head.columns[name], head.records);
    });
    whenOpen.splice(0).forEach(function (call) { call(); });
  }

  // Calls when the index is open.
  function ready(call) {
    if (head) call();
    else whenOpen.push(call);
  }

  // Called by each shard.
  function shard(room, number, data) {
    if (room === "words") shards.words[number] = forms(data, head.words[number][1]);
    else shards[room][number] = data;
  }

  // The place of the last start that is not after a value.
  function placeOf(starts, value) {
    var low = 0;
    var high = starts.length - 1;
    while (low < high) {
      var middle = Math.ceil((low + high) / 2);
      if (starts[middle] <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  // A shard, or nothing where it is yet to come: then it is noted as missing.
  function get(room, number, missing) {
    var name = room + "/" + number;
    if (shards[room][number] === undefined && !loader.failed[name]) missing.add(name);
    return shards[room][number] || [];
  }

  // Every form from one to another, as far as they are loaded.
  function formsBetween(first, last, missing) {
    var found = [];
    if (!starts.length) return found;
    for (var at = placeOf(starts, first); at <= placeOf(starts, last); at += 1) {
      found = found.concat(get("words", at, missing).filter(function (entry) {
        return entry.form >= first && entry.form <= last;
      }));
    }
    return found;
  }

  // The terms that a typed word may mean, each with what a match counts.
  function meanings(word, isLast, isTyped, missing) {
    var found = new Map();
    function add(entry, factor) {
      if (!(found.get(entry.term) >= factor)) found.set(entry.term, factor);
    }
    var exact = formsBetween(word, word, missing);
    if (!exact.length) {
      var root = stem(word, head.stemmer);
      exact = formsBetween(root, root, missing);
    }
    exact.forEach(function (entry) { add(entry, 1); });
    if (isLast && word.length > 1) {
      formsBetween(word, word + "\uffff", missing)
        .sort(function (one, other) { return (other.size || 0) - (one.size || 0); })
        .slice(0, MOST_EXPANSIONS)
        .forEach(function (entry) { add(entry, 0.5 + 0.4 * word.length / entry.form.length); });
    }
    var near = [];
    if (isTyped && !found.size && !missing.size && word.length >= 4 && !/^[0-9.]+$/.test(word)) {
      // What is loaded is enough: the words that begin alike, and whatever came before.
      formsBetween(word[0], word[0] + "\uffff", missing);
      if (!missing.size) near = nearest(word);
      near.forEach(function (entry) { add(entry, entry.factor); });
    }
    return { word: word, terms: found, isLast: isLast && word.length > 1, near: near.map(function (entry) { return entry.form; }) };
  }

  function nearest(word) {
    var most = word.length < 8 ? 1 : 2;
    var found = [];
    Object.keys(shards.words).forEach(function (number) {
      shards.words[number].forEach(function (entry) {
        var apart = slips(word, entry.form, most);
        if (apart <= most) found.push({ form: entry.form, term: entry.term, factor: NEAR[apart], apart: apart });
      });
    });
    var least = Math.min.apply(null, found.map(function (entry) { return entry.apart; }));
    return found.filter(function (entry) { return entry.apart === least; });
  }

  // What each record counts for a word, and whether the word is too common to be asked for.
  function weigh(meaning, missing) {
    var weights = new Float32Array(head.records);
    var everywhere = meaning.terms.size > 0;
    meaning.terms.forEach(function (factor, term) {
      var number = placeOf(head.postings, term);
      var text = get("postings", number, missing)[term - head.postings[number]];
      if (text === undefined) return;
      var found = postings(text);
      if (found.everywhere === found.records.length) everywhere = false;
      var rarity = Math.log(1 + (head.records - found.everywhere + 0.5) / (found.everywhere + 0.5));
      found.records.forEach(function (record, place) {
        weights[record] = Math.max(weights[record], factor * rarity * found.levels[place]);
      });
    });
    return { weights: weights, everywhere: everywhere };
  }

  // One compound of what was typed: its parts, all of them, or the whole written as one word.
  function group(compound, isLast, missing) {
    var last = compound.parts.length - 1;
    var parts = compound.parts.map(function (part, place) {
      return meanings(part.word, isLast && place === last, true, missing);
    });
    var weighed = parts.map(function (meaning) { return weigh(meaning, missing); });
    var weights = weighed[0].weights;
    weighed.slice(1).forEach(function (other) {
      weights = weights.map(function (weight, record) {
        return weight && other.weights[record] ? weight + other.weights[record] : 0;
      });
    });
    if (compound.whole) {
      var whole = meanings(compound.whole, isLast, false, missing);
      var also = weigh(whole, missing).weights;
      weights = weights.map(function (weight, record) { return Math.max(weight, also[record]); });
      parts.push(whole);
    }
    return {
      meanings: parts,
      weights: weights,
      everywhere: weighed.every(function (one) { return one.everywhere; }),
    };
  }

  // The quoted passages of what was typed, each as words.
  function passages(text) {
    var found = [];
    text.replace(/[«“"]([^«»“”"]+)[»”"]/g, function (_, inside) {
      var parts = plainWords(inside);
      if (parts.length > 1) found.push(parts);
      return "";
    });
    return found;
  }

  function plainWords(text) {
    return compounds(text, elisions).flatMap(function (compound) {
      return compound.parts.map(function (part) { return part.word; });
    });
  }

  function holds(record, passage) {
    return [record.title, record.text, record.beside || ""].some(function (text) {
      return (" " + plainWords(text).join(" ") + " ").includes(" " + passage.join(" ") + " ");
    });
  }

  // Finds. Gives what was found, or the names of the shards that must be loaded first.
  function find(query, filters, shown) {
    var missing = new Set();
    var typed = compounds(query, elisions);
    var isOpenEnded = /[^\s»”",;.!?]$/.test(query);
    var groups = typed.map(function (compound, place) {
      return group(compound, isOpenEnded && place === typed.length - 1, missing);
    });
    if (missing.size) return { missing: Array.from(missing) };
    var scores = new Float32Array(head.records);
    var candidates = matching(groups, scores);
    var partial = groups.length > 1 && !candidates.length;
    if (partial) candidates = matchingAny(groups, scores);
    candidates.sort(function (one, other) { return scores[other] - scores[one] || one - other; });
    passages(query).forEach(function (passage) {
      candidates = candidates.slice(0, MOST_READ).filter(function (number) {
        var found = record(number, missing);
        return found && holds(found, passage);
      });
    });
    var chosen = choices(filters);
    var counted = count(candidates, chosen);
    var passing = candidates.filter(function (number) { return passes(number, chosen); });
    var records = passing.slice(0, shown).map(function (number) { return record(number, missing); });
    if (missing.size) return { missing: Array.from(missing) };
    return {
      total: passing.length,
      records: records.filter(Boolean),
      filters: counted,
      partial: partial && passing.length > 0,
      near: groups.flatMap(function (one) { return one.meanings.flatMap(function (each) { return each.near; }); }),
      isWhole: Object.keys(loader.failed).length === 0,
      marked: marker(groups),
    };
  }

  function matching(groups, scores) {
    var asked = groups.filter(function (one) { return !one.everywhere; });
    if (!asked.length) asked = groups;
    var found = [];
    for (var number = 0; asked.length && number < head.records; number += 1) {
      if (asked.every(function (one) { return one.weights[number] > 0; })) {
        scores[number] = groups.reduce(function (sum, one) { return sum + one.weights[number]; }, 0);
        found.push(number);
      }
    }
    return found;
  }

  // Where no record has every word: those that have some, better the more.
  function matchingAny(groups, scores) {
    var found = [];
    for (var number = 0; number < head.records; number += 1) {
      var having = 0;
      var sum = 0;
      for (var at = 0; at < groups.length; at += 1) {
        var weight = groups[at].weights[number];
        if (weight > 0) having += 1;
        sum += weight;
      }
      if (having) {
        scores[number] = sum * having / groups.length;
        found.push(number);
      }
    }
    return found;
  }

  // ---- filters ----

  // The choices of a filter: [[value, name]].
  function values(name) {
    return name === "kind" ? head.kinds.map(function (kind) { return [kind[0], kind[2]]; }) : head.values[name];
  }

  // The number of each chosen value, from 1; one that is unknown passes nothing.
  function choices(filters) {
    var chosen = {};
    FILTERS.forEach(function (name) {
      if (!filters[name]) return;
      chosen[name] = values(name).findIndex(function (value) { return value[0] === filters[name]; }) + 1 || -1;
    });
    return chosen;
  }

  function has(number, name, choice) {
    var value = columns[name][number];
    return name === "topic" ? head.sets[value].includes(choice - 1) : value === choice;
  }

  function passes(number, chosen, but) {
    return FILTERS.every(function (name) {
      return name === but || chosen[name] === undefined || has(number, name, chosen[name]);
    });
  }

  // How many records each choice of each filter would leave: {name: [{value, name, count, chosen}]}.
  function count(candidates, chosen) {
    var counted = {};
    var isNarrowed = Object.keys(chosen).length > 0;
    FILTERS.forEach(function (filter) {
      var counts = values(filter).map(function () { return 0; });
      candidates.forEach(function (number) {
        if (isNarrowed && !passes(number, chosen, filter)) return;
        var value = columns[filter][number];
        if (filter === "topic") head.sets[value].forEach(function (topic) { counts[topic] += 1; });
        else if (value) counts[value - 1] += 1;
      });
      counted[filter] = values(filter).map(function (value, place) {
        return { value: value[0], name: value[1], count: counts[place], chosen: chosen[filter] === place + 1 };
      }).filter(function (choice) { return choice.count || choice.chosen; });
    });
    return counted;
  }

  // ---- records ----

  function record(number, missing) {
    var block = placeOf(head.blocks, number);
    var data = get("records", block, missing)[number - head.blocks[block]];
    if (!data) return undefined;
    var kind = head.kinds[columns.kind[number] - 1];
    var address = data[0].split("#");
    var organisation = columns.organisation[number];
    var evidence = columns.evidence[number];
    return {
      kind: kind[0],
      kindName: kind[1],
      href: kind[3] + address[0] + kind[4] + (address[1] ? "#" + encodeURIComponent(address[1]) : ""),
      title: data[1],
      text: data[2],
      beside: data[3],
      organisation: organisation ? head.values.organisation[organisation - 1][1] : undefined,
      evidence: evidence ? head.values.evidence[evidence - 1] : undefined,
      language: head.values.language[columns.language[number] - 1][0],
    };
  }

  // Whether a folded word of a record is one that was looked for.
  function marker(groups) {
    var all = groups.flatMap(function (one) { return one.meanings; });
    var words = new Set();
    var stems = new Set();
    var starts = [];
    all.forEach(function (meaning) {
      [meaning.word].concat(meaning.near).forEach(function (word) {
        words.add(word);
        stems.add(stem(word, head.stemmer));
      });
      if (meaning.isLast) starts.push(meaning.word);
    });
    return function (word) {
      return words.has(word) || stems.has(stem(word, head.stemmer)) ||
        starts.some(function (start) { return word.startsWith(start); });
    };
  }

  // A text in pieces, those that were looked for marked: [{text, marked}]. Long texts are cut around the first of them.
  function excerpt(text, isMarked, longest) {
    var spans = compounds(text, elisions).flatMap(function (compound) {
      if (compound.whole !== undefined && isMarked(compound.whole)) {
        return [{ start: compound.parts[0].start, end: compound.parts[compound.parts.length - 1].end }];
      }
      return compound.parts.filter(function (part) { return isMarked(part.word); });
    });
    var window = cutAround(text, spans, longest);
    var pieces = [];
    var at = window.start;
    function push(end, marked) {
      if (end > at) pieces.push({ text: text.slice(at, end), marked: marked });
      at = Math.max(at, end);
    }
    if (window.start > 0) pieces.push({ text: "… ", marked: false });
    spans.forEach(function (span) {
      if (span.start < window.start || span.end > window.end) return;
      push(span.start, false);
      push(span.end, true);
    });
    push(window.end, false);
    if (window.end < text.length) pieces.push({ text: " …", marked: false });
    return pieces;
  }

  // The part of a text with most of the spans in it, from a space to a space.
  function cutAround(text, spans, longest) {
    if (text.length <= longest) return { start: 0, end: text.length };
    var best = 0;
    var most = -1;
    spans.forEach(function (span) {
      var from = Math.max(0, span.start - Math.floor(longest / 4));
      var inside = spans.filter(function (other) { return other.start >= from && other.end <= from + longest; }).length;
      if (inside > most) {
        most = inside;
        best = from;
      }
    });
    best = Math.min(best, text.length - longest);
    var start = best > 0 ? text.indexOf(" ", best) + 1 : 0;
    var end = start + longest >= text.length ? text.length : text.lastIndexOf(" ", start + longest);
    return { start: start, end: end > start ? end : text.length };
  }

  return {
    open: open,
    ready: ready,
    shard: shard,
    load: function (names, call) { loader.load(names, call); },
    find: find,
    excerpt: excerpt,
    filters: FILTERS,
    strings: function () { return head.strings; },
    kind: function (word) { return head.kinds.find(function (kind) { return kind[0] === word; }); },
  };
})();
