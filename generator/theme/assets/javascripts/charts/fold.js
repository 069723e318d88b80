/* Folding for search: ә ғ қ ң ө ұ ү һ і match the letters of a Russian keyboard, and a hyphen is a space. */
(function (charts) {
  "use strict";

  const LEAST = 4; // letters that are left of a word whose ending is ignored
  const ENDING = 3;

  /* `pairs` is "ә:а ғ:г …"; returns a function that lower-cases text and replaces those letters. */
  charts.folding = function (pairs) {
    const letters = new Map(pairs.split(" ").filter(Boolean).map((pair) => pair.split(":")));
    return (words) => {
      const small = words.normalize("NFC").toLowerCase().replace(/[\u00ad\u200b-\u200d\u2060]/g, "");
      return Array.from(small, (letter) => letters.get(letter) || letter).join("").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    };
  };

  /* Whether every typed word begins a word of a name; both are folded. */
  charts.matches = function (name, typed) {
    return typed !== "" && typed.split(" ").every((word) => ` ${name}`.includes(` ${word}`));
  };

  /* The rows {name} that match; if none does, those that match without one to three last letters. Words of one or
     two letters count only where there are no others. */
  charts.search = function (rows, typed) {
    const all = typed.slice(0, 200).split(" ");
    const long = all.filter((word) => word.length > 2);
    for (let cut = 0; cut <= ENDING; cut++) {
      const words = (long.length ? long : all).map((word) => word.slice(0, Math.max(word.length - cut, Math.min(word.length, LEAST)))).join(" ");
      const hits = rows.filter((row) => charts.matches(row.name, words));
      if (hits.length) return hits;
    }
    return [];
  };

  /* Up to two of `words` that are spelled most like the typed ones, by the letter pairs they share. */
  charts.nearest = function (words, typed, fold) {
    const pairs = (word) => new Set(Array.from(` ${word}`, (letter, place) => letter + (word[place] || " ")));
    const wanted = typed.slice(0, 60).split(" ").filter((word) => word.length > 2).map(pairs);
    const scored = words.map((word) => {
      const has = pairs(fold(word));
      const likeness = wanted.map((want) => 2 * Array.from(want).filter((pair) => has.has(pair)).length / (want.size + has.size));
      return { word, score: Math.max(0, ...likeness) };
    });
    return scored.filter((one) => one.score >= 0.5).sort((a, b) => b.score - a.score).slice(0, 2).map((one) => one.word);
  };
})((window.charts = window.charts || {}));
