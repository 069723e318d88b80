/* Folding for search: ә ғ қ ң ө ұ ү һ і match the letters of a Russian keyboard. */
(function (charts) {
  "use strict";

  /* `pairs` is "ә:а ғ:г …"; returns a function that lower-cases text and replaces those letters. */
  charts.folding = function (pairs) {
    const letters = new Map(pairs.split(" ").filter(Boolean).map((pair) => pair.split(":")));
    return (words) => {
      const small = words.toLowerCase().normalize("NFC");
      return Array.from(small, (letter) => letters.get(letter) || letter).join("").replace(/\s+/g, " ").trim();
    };
  };

  /* Whether a name contains every typed word; both are folded. */
  charts.matches = function (name, typed) {
    return typed !== "" && typed.split(" ").every((word) => name.includes(word));
  };
})((window.charts = window.charts || {}));
