/* Parses a query: references to places in the act, and the remaining words.

   A reference becomes one key, the same as the search index holds for the place: `c2` chapter 2, `p15` point 15,
   `p15s12` its subpoint 12, `function35`, `power24`, `kz35` a region's code, `n35` a bare number. */
(function (root) {
  "use strict";

  /* Recognized in every language, because readers mix them. */
  const COMMON = {
    функция: "function", тармақ: "p", т: "p", п: "p", тармақша: "s", пп: "s",
    тарау: "c", глава: "c", тш: "s",
    chp: "c", para: "p", subpara: "s",
  };

  function unitsOf(language) {
    const found = new Map();
    for (const [word, unit] of [...Object.entries(COMMON), ...Object.entries(language.units)]) {
      found.set(word.length > 3 ? language.stem(word) : word, unit);
    }
    return found;
  }

  function unitOf(language, units, word) {
    if (/\d/.test(word)) return "";
    if (/^(под)?пункт/.test(word)) return word[2] === "д" ? "s" : "p"; // in any grammatical case, in any language
    return units.get(word) || units.get(language.stem(word)) || "";
  }

  /* The unit of each number: the adjacent one, on the side on which the query starts
     (`п. 19`: before its number, `15-тармақ`: after it). */
  function placed(tokens) {
    const free = new Set(tokens.keys());
    const found = [];
    const first = tokens.find((token) => token.number || token.unit);
    for (const side of first && first.unit ? [-1, 1] : [1, -1]) {
      tokens.forEach((token, place) => {
        const beside = tokens[place + side];
        if (!token.number || !beside || !beside.unit || !free.has(place) || !free.has(place + side)) return;
        found.push({ unit: beside.unit, number: token.number });
        free.delete(place);
        free.delete(place + side);
      });
    }
    return { found, bare: [...free].filter((place) => tokens[place].number), free };
  }

  /* The tokens of a word: itself, or its parts where figures and units are written together (`п15`, `15т3тш`). */
  function parts(language, units, word) {
    const split = word.match(/\d+|\D+/g) || [];
    const fits = (part) => /^\d{1,4}$/.test(part) || unitOf(language, units, part);
    return split.length > 1 && split.every(fits) ? split : [word];
  }

  /* Reads words (lower case, in order): `keys` are the references, `words` the words to search for. */
  function read(language, words) {
    const units = unitsOf(language);
    const tokens = words.flatMap((word, of) =>
      parts(language, units, word).map((part) => ({
        of,
        number: /^\d{1,4}$/.test(part) ? String(Number(part)) : "",
        unit: unitOf(language, units, part),
      }))
    );
    const keys = [];
    const region = /^kz(\d\d)$/.exec(words.join(""));
    if (region) return { keys: ["kz" + region[1]], words: [] };
    const { found, bare, free } = placed(tokens);
    const of = (unit) => found.find((one) => one.unit === unit);
    const point = of("p");
    let sub = of("s");
    const onlyNumbers = tokens.length === 2 && bare.length === 2;
    if (onlyNumbers) keys.push(`p${tokens[0].number}s${tokens[1].number}`);
    if (point && !sub && bare.length === 1) {
      sub = { number: tokens[bare[0]].number };
      free.delete(bare[0]);
    }
    if (point) keys.push(sub ? `p${point.number}s${sub.number}` : `p${point.number}`);
    else if (sub) keys.push(`function${sub.number}`, `power${sub.number}`);
    for (const one of found) if (one.unit !== "p" && one.unit !== "s") keys.push(one.unit + one.number);
    if (tokens.length === 1 && bare.length === 1) keys.push("n" + tokens[0].number);
    const used = new Set(tokens.filter((_, place) => !free.has(place)).map((token) => token.of));
    return { keys, words: words.filter((_, of) => !used.has(of)) };
  }

  root.readQuery = read;
  if (typeof module === "object") module.exports = read;
})(typeof self === "undefined" ? globalThis : self);
