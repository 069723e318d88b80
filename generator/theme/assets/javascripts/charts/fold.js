/* What a reader types and what a chart says, folded to one spelling: ә ғ қ ң ө ұ ү һ і as a Russian keyboard has them. */
(function (charts) {
  "use strict";

  /* `pairs` is "ә:а ғ:г …"; the result folds words to small letters with those letters replaced. */
  charts.folding = function (pairs) {
    const letters = new Map(pairs.split(" ").filter(Boolean).map((pair) => pair.split(":")));
    return (words) => {
      const small = words.toLowerCase().normalize("NFC");
      return Array.from(small, (letter) => letters.get(letter) || letter).join("").replace(/\s+/g, " ").trim();
    };
  };

  /* Whether every word that was typed stands somewhere in a name; both are folded. */
  charts.matches = function (name, typed) {
    return typed !== "" && typed.split(" ").every((word) => name.includes(word));
  };
})((window.charts = window.charts || {}));
