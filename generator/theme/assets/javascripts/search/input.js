/* Reads what was typed, pasted or dictated: any characters in, plain words out.

   Material splits a query at spaces and hands each piece to lunr's lexer and parser, which know operators and
   fields and refuse what they cannot read. Both are replaced here: a piece becomes words of letters and digits, and
   the only operators are `+` and `-` before a word. */
(function (root) {
  "use strict";
  const LETTERS = 60; // longest word searched for; the longest of a text is far shorter
  const WORDS = 40; // most words of a query
  const INVISIBLE = /[\u00AD\u034F\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFE00-\uFE0F\uFEFF]/g;
  const EID = /[a-z]+_\d+(?:__[a-z]+_\d+)*/i;
  const DAY = /^\D*(\d{1,2})[.\/\-](\d{1,2})[.\/\-](\d{4})\D*$/;
  const ISO = /^\D*(\d{4})-(\d{1,2})-(\d{1,2})\D*$/;
  const KEYS = {
    latin: "qwertyuiop[]asdfghjkl;'zxcvbnm,.`{}:\"<>~",
    cyrillic: "йцукенгшщзхъфывапролджэячсмитьбюёхъжэбюё",
  };

  /* The words of a text in order, in lower case, without marks that no reader sees. */
  function words(text) {
    const plain = text.normalize("NFC").replace(INVISIBLE, "").toLowerCase();
    return plain.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean).map((word) => word.slice(0, LETTERS));
  }

  /* The text as the same keys write it on the other layout; `extra` are further keys of the language. */
  function swapped(text, extra) {
    const lower = text.toLowerCase();
    const toCyrillic = /[a-z]/.test(lower);
    const [from, to] = toCyrillic ? [KEYS.latin, KEYS.cyrillic] : [KEYS.cyrillic, KEYS.latin];
    const place = (letter) => (from.includes(letter) ? to[from.indexOf(letter)] : letter);
    return [...lower].map((letter) => (toCyrillic && extra[letter]) || place(letter)).join("");
  }

  /* The key of a place in the act or of a day in figures; empty if the piece is neither. */
  function key(piece) {
    const eid = EID.exec(piece);
    if (eid) return eid[0].toLowerCase().replace(/_/g, "");
    const two = (number) => number.padStart(2, "0");
    const day = DAY.exec(piece);
    if (day) return `d${day[3]}${two(day[2])}${two(day[1])}`;
    const iso = ISO.exec(piece);
    return iso ? `d${iso[1]}${two(iso[2])}${two(iso[3])}` : "";
  }

  /* The words of one piece. `index` tells which words (`knows`) and keys (`has`) there are. */
  function wordsOf(piece, language, index) {
    const own = key(piece);
    if (own && index.has(own)) return [own];
    const typed = words(piece);
    const one = (list) => list.filter((word) => word.length > 2);
    const known = (list) => one(list).length && one(list).every(index.knows);
    const mixed = /[a-z]/i.test(piece) === /[\u0400-\u04FF]/.test(piece);
    if (mixed || piece.length > LETTERS || one(typed).some(index.knows)) return typed;
    for (const other of [swapped(piece, language.keys || {}), swapped(piece, {})]) {
      const meant = words(other);
      if (known(meant)) return meant;
    }
    return typed;
  }

  /* Puts the reading above into lunr; `index()` returns the index that is searched. */
  function install(lunr, language, index) {
    lunr.QueryLexer = function (text) {
      this.run = () => {
        const found = wordsOf(text, language, index());
        const asTyped = found.join() === words(text).join();
        const sign = asTyped && /^[+\-][\p{L}\p{N}]/u.test(text) ? 1 : 0;
        this.lexemes = found.length ? [{ type: "TERM", str: found.join(" "), start: sign, end: text.length }] : [];
      };
    };
    lunr.QueryParser = function (text, query) {
      this.parse = () => {
        const { REQUIRED, PROHIBITED, OPTIONAL } = lunr.Query.presence;
        for (const piece of text.split(/\s+/).filter(Boolean).slice(0, WORDS)) {
          const term = piece.replace(/^[+\-]|\*$/g, "").toLowerCase().slice(0, LETTERS);
          const minus = piece[0] === "-" && query.clauses.length; // a dash before the first word is only a dash
          const presence = piece[0] === "+" ? REQUIRED : minus ? PROHIBITED : OPTIONAL;
          if (term) query.clause({ term, presence });
        }
        return query;
      };
    };
  }

  root.readInput = { words, install, key, swapped };
  if (typeof module === "object") module.exports = root.readInput;
})(typeof self === "undefined" ? globalThis : self);
