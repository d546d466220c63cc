// Words as the search compares them: without accents, ligatures, capitals, elisions and endings. The other half of
// src/language/folding.rs and src/language/stem.rs; tests/search/vectors.json holds the two to each other.
window.florilege = window.florilege || {};

window.florilege.words = (function () {
  "use strict";

  var LONGEST = 32;
  var APOSTROPHE = /['’‘ʼ\u0060´]/;
  var HYPHEN = /[-\u2010\u2011]/;
  var POINT = /[.,]/;
  var SPACE = /[ \u00a0\u2009\u202f]/;
  var NOTHING = /[\u00ad\u200b-\u200d\u2060\ufeff\u0300-\u036f]/;
  var ALPHANUMERIC = /[\p{Alphabetic}\p{N}]/u;
  var LETTERS = { "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th", "ς": "σ" };

  // What a character is to a word: its folded letters, or the kind of mark it is.
  function unit(letter) {
    if (/[a-z0-9]/.test(letter)) return letter;
    if (/[A-Z]/.test(letter)) return letter.toLowerCase();
    if (APOSTROPHE.test(letter)) return "'";
    if (HYPHEN.test(letter)) return "-";
    if (POINT.test(letter)) return ".";
    if (SPACE.test(letter)) return " ";
    if (NOTHING.test(letter)) return "";
    if (letter < "\u0080") return "|";
    var folded = "";
    for (var apart of letter.normalize("NFKD")) {
      for (var small of apart.toLowerCase()) {
        if (small >= "\u0300" && small <= "\u036f") continue;
        if (LETTERS[small]) folded += LETTERS[small];
        else if (ALPHANUMERIC.test(small)) folded += small;
      }
    }
    return folded || "|";
  }

  function isLetter(unit) {
    return unit !== undefined && unit !== "" && !/^['\-. |]$/.test(unit);
  }

  function isDigit(unit) {
    return unit !== undefined && /^[0-9]$/.test(unit);
  }

  function cut(word) {
    return word.length <= LONGEST ? word : Array.from(word).slice(0, LONGEST).join("");
  }

  // The compounds of a text, each with its folded parts and where they stand: [{parts: [{word, start, end}], whole}].
  function compounds(text, elisions) {
    var letters = Array.from(text);
    var units = letters.map(unit);
    var found = [];
    var at = 0;
    var parts = [];
    var pieces = [];
    var piece = "";
    var grouped = false;
    var start = 0;
    var end = 0;

    function endPiece() {
      pieces.push({ word: piece, start: start, end: end });
      piece = "";
      grouped = false;
    }
    function endPart() {
      if (piece) endPiece();
      while (pieces.length > 1 && elisions.has(pieces[0].word)) pieces.shift();
      if (pieces.length > 1 && pieces[pieces.length - 1].word === "s") pieces.pop();
      if (pieces.length) {
        parts.push({
          word: cut(pieces.map(function (one) { return one.word; }).join("")),
          start: pieces[0].start,
          end: pieces[pieces.length - 1].end,
        });
      }
      pieces = [];
    }
    function endCompound() {
      endPart();
      grouped = false;
      if (!parts.length) return;
      var whole = parts.length > 1 ? cut(parts.map(function (one) { return one.word; }).join("")) : undefined;
      found.push({ parts: parts, whole: whole });
      parts = [];
    }
    function isGroup(place) {
      return isDigit(units[place]) && isDigit(units[place + 1]) && isDigit(units[place + 2]) && !isLetter(units[place + 3]);
    }

    units.forEach(function (one, place) {
      var after = at + letters[place].length;
      var next = units[place + 1];
      if (isLetter(one)) {
        if (!piece) start = at;
        piece += one;
        end = after;
      } else if (one === "") {
        if (piece) end = after;
      } else if (one === "'" && piece && isLetter(next)) endPiece();
      else if (one === "-" && piece && isLetter(next)) endPart();
      else if (one === "." && /[0-9]$/.test(piece) && isDigit(next)) piece += ".";
      else if (one === " " && /^[0-9]+$/.test(piece) && (grouped || piece.length <= 3) && isGroup(place + 1)) grouped = true;
      else endCompound();
      at = after;
    });
    endCompound();
    return found;
  }

  // The folded words of a text; a compound in its parts and then whole.
  function words(text, elisions) {
    return compounds(text, elisions).flatMap(function (compound) {
      var all = compound.parts.map(function (part) { return part.word; });
      return compound.whole === undefined ? all : all.concat(compound.whole);
    });
  }

  // Each ending, what stands for it, and how many letters must be left: the first that fits is taken.
  var FRENCH = [
    ["eraient", "", 3], ["aient", "", 3], ["eront", "", 3], ["erait", "", 3], ["erai", "", 3], ["era", "", 4],
    ["atrice", "", 4], ["ateur", "", 4], ["ation", "", 4], ["ement", "", 4], ["trice", "teu", 2], ["euse", "eu", 3],
    ["eur", "eu", 3], ["iere", "i", 3], ["ier", "i", 3], ["ive", "i", 3], ["if", "i", 3], ["ante", "", 4],
    ["ant", "", 4], ["ente", "", 4], ["ent", "", 4], ["ait", "", 4], ["ee", "", 3], ["er", "", 3], ["ez", "", 3],
    ["e", "", 3],
  ];
  var ENGLISH = [["ingly", "", 4], ["edly", "", 4], ["ing", "", 3], ["ed", "", 3], ["ly", "", 4]];

  function withoutEnding(word, endings, fits) {
    for (var [ending, instead, least] of endings) {
      var start = word.slice(0, -ending.length);
      if (word.endsWith(ending) && start.length >= least && fits.test(start)) return start + instead;
    }
    return word;
  }

  var DOUBLE = /([^aeiouy])\1$/;

  function french(word) {
    if (/eaux$/.test(word)) word = word.slice(0, -1);
    else if (/aux$/.test(word) && word.length > 4) word = word.replace(/aux$/, "al");
    else if (/[^s]s$|ux$/.test(word)) word = word.slice(0, -1);
    word = withoutEnding(word, FRENCH, /^/);
    if (word.length > 4 && DOUBLE.test(word)) word = word.slice(0, -1);
    else if (word.length >= 4 && /s$/.test(word)) word = word.slice(0, -1);
    return word.replace(/qu$/, "c").replace(/y$/, "i");
  }

  function english(word) {
    if (/ies$/.test(word) && word.length > 4) word = word.replace(/ies$/, "y");
    else if (/(ch|sh|s|x|z)es$/.test(word)) word = word.slice(0, -2);
    else if (/s$/.test(word) && !/(ss|us|is)$/.test(word)) word = word.slice(0, -1);
    word = withoutEnding(word, ENGLISH, /[aeiouy]/);
    if (word.length >= 4 && DOUBLE.test(word) && !/[lsz]$/.test(word)) word = word.slice(0, -1);
    if (word.length >= 4 && /e$/.test(word)) word = word.slice(0, -1);
    else if (word.length >= 4) word = word.replace(/y$/, "i");
    return word;
  }

  function stem(word, stemmer) {
    if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
    if (stemmer === "french") return french(word);
    if (stemmer === "english") return english(word);
    return word;
  }

  // Kept from one word to the next: whole dictionaries are compared.
  var rows = [0, 1, 2].map(function () { return new Uint8Array(2 * LONGEST + 2); });

  // How many slips part two words: letters more, less, other or exchanged. Above `most` any number above it is given;
  // letters that lie further apart than that need not be compared.
  function slips(one, other, most) {
    var far = most + 1;
    if (Math.abs(one.length - other.length) > most) return far;
    var [before, last, row] = rows;
    for (var start = 0; start <= other.length; start += 1) row[start] = Math.min(start, far);
    for (var i = 1; i <= one.length; i += 1) {
      var spare = before;
      before = last;
      last = row;
      row = spare;
      row.fill(far, 0, other.length + 1);
      if (i <= most) row[0] = i;
      var least = row[0];
      for (var j = Math.max(1, i - most); j <= Math.min(other.length, i + most); j += 1) {
        var same = one[i - 1] === other[j - 1];
        var cost = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1), far);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          cost = Math.min(cost, before[j - 2] + 1);
        }
        row[j] = cost;
        least = Math.min(least, cost);
      }
      if (least > most) return far;
    }
    return row[other.length];
  }

  return { compounds: compounds, words: words, stem: stem, slips: slips };
})();
