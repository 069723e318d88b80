/* Finds the terms of the index that a misspelled word may mean: by its sound, else with one letter different. */
(function (root) {
  "use strict";
  const SHORT = 5; // fewest letters of a word and of what it may mean, and most that are looked at
  const LONG = 30;
  const REPLACED = 8; // fewest letters of a word of which one may be another letter
  const KEPT = 1000; // words that are remembered

  /* Letters that readers confuse by ear become one letter, double letters become single. */
  const SOUNDS = { о: "а", е: "и", ы: "и", я: "и", й: "и", э: "и", б: "п", в: "ф", г: "к", д: "т", ж: "ш", з: "с" };

  function sound(word) {
    return word.replace(/[а-я]/g, (letter) => SOUNDS[letter] || letter).replace(/(.)\1+/g, "$1");
  }

  /* The terms by their sound, without those so short that many sound alike. */
  function soundsOf(terms) {
    const found = new Map();
    for (const term of terms) {
      const heard = /^[а-я]{5,}$/.test(term) ? sound(term) : "";
      if (heard.length >= SHORT - 1) found.set(heard, [...(found.get(heard) || []), term]);
    }
    return found;
  }

  /* Whether a term with one letter different is a slip: another letter in its place makes another word of a short one. */
  function near(stem, term) {
    const swapped = () => [...stem].sort().join() === [...term].sort().join();
    const slip = term.length !== stem.length || stem.length >= REPLACED || swapped();
    return term.length >= SHORT && slip;
  }

  /* Returns `meant`, the terms that a stem may stand for, and `likely`, the most frequent of them or "". */
  function spellingOf(lunr, index) {
    const sounds = soundsOf(Object.keys(index.invertedIndex));
    const known = new Map();
    const often = (term) => Object.keys(index.invertedIndex[term].text).length;

    function meant(stem) {
      if (stem.length < SHORT || stem.length >= LONG || /\d/.test(stem)) return [];
      if (known.size > KEPT) known.clear();
      if (!known.has(stem)) {
        const alike = () => index.tokenSet.intersect(lunr.TokenSet.fromFuzzyString(stem, 1)).toArray();
        known.set(stem, sounds.get(sound(stem)) || alike().filter((term) => near(stem, term)));
      }
      return known.get(stem);
    }

    const likely = (stem) =>
      meant(stem).reduce((best, term) => (best && often(best) >= often(term) ? best : term), "");
    return { meant, likely };
  }

  root.spellingOf = spellingOf;
})(typeof self === "undefined" ? globalThis : self);
