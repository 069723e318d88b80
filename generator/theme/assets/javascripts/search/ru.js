/* Russian stemmer: ё is folded to е, and stems follow the published Snowball algorithm for Russian.

   RV is the part of a word after its first vowel, R2 the part after the second vowel that is followed by a
   consonant, then a consonant again; endings are removed inside RV, derivational suffixes inside R2. One rule is added:
   the fleeting vowel of -ок, -ек is dropped, so that проверок matches проверка and закупок закупки. */
(function (root) {
  "use strict";

  /* Endings without a condition, and endings only after а or я. */
  const GERUND = [/(?:ившись|ывшись|ивши|ывши|ив|ыв)$/, /[ая](?:вшись|вши|в)$/];
  const REFLEXIVE = /(?:ся|сь)$/;
  const ADJECTIVE =
    /(?:ими|ыми|его|ого|ему|ому|ее|ие|ые|ое|ей|ий|ый|ой|ем|им|ым|ом|их|ых|ую|юю|ая|яя|ою|ею)$/;
  const PARTICIPLE = [/(?:ивш|ывш|ующ)$/, /[ая](?:ем|нн|вш|ющ|щ)$/];
  const VERB = [
    /(?:ейте|уйте|ила|ыла|ена|ите|или|ыли|ило|ыло|ено|ует|уют|ены|ить|ыть|ишь|ей|уй|ил|ыл|им|ым|ен|ят|ит|ыт|ую|ю)$/,
    /[ая](?:нно|ешь|йте|ете|ла|на|ли|ем|ло|но|ет|ют|ны|ть|й|л|н)$/,
  ];
  const NOUN =
    /(?:иями|ями|ами|ией|иям|ием|иях|ев|ов|ие|ье|еи|ии|ей|ой|ий|ям|ем|ам|ом|ах|ях|ию|ью|ия|ья|а|е|и|й|о|у|ы|ь|ю|я)$/;

  /* Latin letters in a word that also has Cyrillic ones; from LOOK_ALIKES of generator/language/look_alikes.py, in
     lower case, without letters that Russian lacks. A test compares. */
  const LOOK_ALIKES = {
    a: "а", b: "в", c: "с", e: "е", h: "н", k: "к", m: "м", o: "о", p: "р", t: "т", x: "х", y: "у",
  };

  function fold(word) {
    const lower = word.toLowerCase().replace(/ё/g, "е");
    return /[а-я]/.test(lower) ? lower.replace(/[a-z]/g, (letter) => LOOK_ALIKES[letter] || letter) : lower;
  }

  /* The word without the longer of the two endings, or null if it has neither. */
  function without(rest, [free, bound]) {
    const places = [rest.search(free), rest.search(bound) + 1 || -1].filter((place) => place >= 0);
    return places.length ? rest.slice(0, Math.min(...places)) : null;
  }

  function endings(rest) {
    const gerund = without(rest, GERUND);
    if (gerund !== null) return gerund;
    const plain = rest.replace(REFLEXIVE, "");
    if (ADJECTIVE.test(plain)) {
      const adjective = plain.replace(ADJECTIVE, "");
      const verb = without(adjective, PARTICIPLE);
      return verb === null ? adjective : verb;
    }
    const verb = without(plain, VERB);
    if (verb !== null) return verb;
    return plain.replace(NOUN, "");
  }

  /* Nouns that look like verbs at the end. */
  const NOUNS = /^(орган|правил|.+стан|.*султан)(?:а|у|о|ом|е|ы|ов|ам|ами|ах)?$/;
  const PRINT = /^печат[ьи]$/;

  function stem(word) {
    const folded = fold(word);
    const noun = NOUNS.exec(folded);
    if (noun) return noun[1];
    if (PRINT.test(folded)) return "печат";
    if (/[^а-я]/.test(folded)) return folded; // digits, Latin and Kazakh words are unchanged
    const parts = /^(.*?[аеиоуыэюя])(.*)$/.exec(folded);
    if (!parts) return folded;
    const start = parts[1];
    let rest = endings(parts[2]).replace(/и$/, "");
    const second = /^.*?[аеиоуыэюя][^аеиоуыэюя].*?[аеиоуыэюя][^аеиоуыэюя]/.exec(start + rest);
    if (second && /ость?$/.test((start + rest).slice(second[0].length))) rest = rest.replace(/ость?$/, "");
    if (/нн$/.test(rest)) rest = rest.slice(0, -1);
    else if (/ейше?$/.test(rest)) rest = rest.replace(/ейше?$/, "").replace(/нн$/, "н");
    else rest = rest.replace(/ь$/, "");
    return (start + rest).replace(/^(.{3,}[^аеиоуыэюя])[ое]к$/, "$1к");
  }

  const STOP = new Set(
    (
      "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по от о об из ему для при " +
      "ли если или ни быть был до их им них иных иной иные также том числе этих эти этот это того которые которых которым которыми которой которую который которое когда где какой такой такая такое"
    ).split(" ")
  );
  /* Question words: the search for single words passes over them, phrases do not. */
  const ASKS = new Set(
    "кто кого кому кем чей чья чьи что чем куда где когда как сколько какой какая какие какого почему зачем можно".split(" ")
  );

  /* Everyday words with which unrelated words of an act begin: мат, but материал. */
  const ALONE = new Set("мат муж лес дом".split(" "));

  root.wordsOf = {
    code: "ru",
    fold,
    stem,
    alone: ALONE,
    isStop: (word) => STOP.has(fold(word)) || ASKS.has(fold(word)),
    asks: (word) => ASKS.has(fold(word)),
    /* The words of a reference and their keys. */
    units: {
      глава: "c", гл: "c", п: "p", пп: "s", подп: "s",
      функция: "function", полномочие: "power", задача: "task", право: "right", обязанность: "duty",
    },
  };
  if (typeof module === "object") module.exports = root.wordsOf;
})(typeof self === "undefined" ? globalThis : self);
