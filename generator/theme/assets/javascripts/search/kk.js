/* Kazakh words for the search: how a word is folded, and what is left of it when its grammar is taken off.

   Kazakh adds its grammar to the end of a word, in a fixed order: plural, possessive, case; the first sound of
   an ending follows the last sound of what it stands on (after a vowel `-лар`, after `л м н з ж` `-дар`, after
   a voiceless sound `-тар`). So an ending is taken off only where the sound before it allows it, once, from the
   right, and three letters with a vowel must stay. Words of both sides, text and query, go the same way: a stem
   need not be a word, it must only be the same for every form of one word. */
(function (root) {
  "use strict";

  /* Folding. Readers type Kazakh on Russian keyboards, where nine of its letters are missing, and the act itself
     prints Latin letters that look like Cyrillic ones. Latin letters change only in words that hold Cyrillic. */
  const LETTERS = {
    і: "и", ә: "а", э: "а", ғ: "г", қ: "к", ң: "н", ө: "о", ұ: "у", ү: "у", һ: "х", ё: "е", ъ: "", ь: "",
  };
  /* Follows from LOOK_ALIKES of generator/language/look_alikes.py: in lower case, then folded. A test compares. */
  const LOOK_ALIKES = {
    a: "а", b: "в", c: "с", e: "е", h: "х", i: "и", k: "к", m: "м", o: "о", p: "р", t: "т", x: "х", y: "у",
  };

  function fold(word) {
    const lower = word.toLowerCase();
    const cyrillic = /[а-яёәғқңөұүһі]/.test(lower);
    return lower.replace(/[a-zіәэғқңөұүһёъь]/g, (letter) =>
      letter in LETTERS ? LETTERS[letter] : cyrillic ? LOOK_ALIKES[letter] || letter : letter
    );
  }

  /* Sounds, after folding. `у` is a vowel (ұ, ү) or a glide; endings treat it as a vowel or as voiced. */
  const VOWEL = "аеиоуыюя";
  const VOICED = VOWEL + "лрмнйзж";
  const DULL = "пфктсшщчхцбвгд";

  function ending(before, ...endings) {
    return new RegExp("^(.*[" + before + "])(?:" + endings.join("|") + ")$");
  }

  function enough(word) {
    return word.length > 2 && /[аеиоуыюя]/.test(word);
  }

  /* The word without the first ending of the list that it bears, or the word itself. */
  function cut(word, endings) {
    for (const pattern of endings) {
      const found = pattern.exec(word);
      if (found && enough(found[1])) return found[1];
    }
    return word;
  }

  /* Cases. After a third-person possessive (-ы, -і, -сы, -сі) they begin with `н`; the accusative is that `н`. */
  const CASES = [
    ending("ыи", "ндагы", "ндеги", "нда", "нде", "нан", "нен", "нын", "нин", "на", "не"),
    ending(VOICED, "дагы", "деги"), // locative made an adjective: заңнамадағы
    ending(DULL, "тагы", "теги"),
    ending(VOWEL + "мн", "нын", "нин"), // genitive
    ending("лрйзжу", "дын", "дин"),
    ending(DULL, "тын", "тин"),
    ending("мн", "нан", "нен"), // ablative
    ending(VOICED, "дан", "ден"),
    ending(DULL, "тан", "тен"),
    ending(VOWEL + "лрмнй", "мен"), // instrumental
    ending("зж", "бен"),
    ending(DULL, "пен"),
    ending(VOICED, "га", "ге", "да", "де"), // dative, locative
    ending(DULL, "ка", "ке", "та", "те"),
    ending(VOWEL, "ны", "ни"), // accusative
    ending("лрмнйзжу", "ды", "ди"),
    ending(DULL, "ты", "ти"),
    ending("ыи", "н"), // accusative after a possessive; the genitives above end in the same sound
  ];

  /* Third-person possessive after a vowel. After -ы, -і only where a noun may end so (басшы, қаржы, ақы, акті):
     elsewhere the `с` belongs to the noun (жұмысы, тексерісі). After a consonant it is -ы, -і: see `bare`. */
  const POSSESSIVES = [ending("аеоуюя", "сы", "си"), /^(.*(?:[шжгк]|кт)[ыи])(?:сы|си)$/];

  const PLURALS = [
    ending(VOWEL + "рй", "лар", "лер"),
    ending("лмнзж", "дар", "дер"),
    ending(DULL, "тар", "тер"),
  ];

  /* Verbs: third person present, the two participles, the wish (-сын) and, in long words, the converb. */
  const VERBS = [
    /^(.*[^аеиоуыюя])(?:ады|еди|атын|етин)$/,
    /^(.*[аеиоу])(?:йды|йди|йтын|йтин)$/,
    ending("лрмнйзжптксш", "сын", "син"),
    ending(VOICED, "ган", "ген"),
    ending(DULL, "кан", "кен"),
    /^(.{5,})(?:ып|ип)$/,
  ];

  /* The infinitive -у (only of four letters and more) and, once an ending is off, the passive: -ыл, -л, -ын, and -н
     of stems with л (қадағаланады; but қолдану is no passive of қолдау). */
  const INFINITIVE = /^(.{3,})у$/;
  const PASSIVES = [/^(.*[^аеиоуыюя])(?:ыл|ил)$/, ending("аеиоу", "л"), ending("л", "ын", "ин"), /^(?!колдан)(.*лд?[ае])н$/];

  /* A vowel that a possessive drops: мүлкі of мүлік, халқы of халық, орны of орын. */
  const DROPPED = {
    мулк: "мулик", халк: "халык", орн: "орын", ерк: "ерик", калп: "калып", кулк: "кулык", мойн: "мойын",
  };

  /* Verbs of two letters, which the rule of three would leave unstripped. */
  const SHORT = /^(ал|ет|ен)(?:у|ады|еди|ган|кен|ген|атын|етин|ып|ип|сын|син|уга|уге|уды|уди|удын|удин|уы|уи)$/;

  /* Words whose end looks like an ending and is none. */
  const WHOLE = (
    "орган торага кенес катынас баска корытынды караганды караганда кызылорда тартип орын жиын курес саты принцип " +
    "алдын бурын жакын барлау оку кару ис ел " +
    "казакстан туркистан ресурс награда аудан мекенжай " +
    "тулга сауда салдар каулы жагдай кезен кеден озен " +
    // nouns in -ат, -ет, whose possessive accusative looks like a participle: қызметін, ақпаратын
    "кызмет мемлекет кужат комитет миндет акпарат малимет азамат бюджет укимет саясат кузырет адилет кабилет " +
    "депутат адвокат кандидат аппарат сипат санат арекет каражат"
  ).split(" ");

  /* What may follow such a word: plural, possessive, case. */
  const CHAIN =
    /^(?:[лдт][ае]р)?(?:с?[ыи])?(?:н|[нтд][ыи]н|[нтд][ыи]|[гкн][ае]|н?[дт][ае](?:г[ыи])?|[нтд][ае]н|[мбп]ен)?$/;

  function whole(word) {
    return WHOLE.find((one) => word.startsWith(one) && CHAIN.test(word.slice(one.length))) || "";
  }

  /* A last -ы, -і after a consonant goes, be it possessive or the noun's own: басшы and басшысы meet. */
  function bare(word) {
    return cut(word, [/^(.*[^аеиоыюя])[ыи]$/]);
  }

  function stem(word) {
    const folded = fold(word);
    if (/[^а-я]/.test(folded)) return folded; // digits, Latin words: as they are
    const kept = whole(folded);
    if (kept) return kept;
    const short = SHORT.exec(folded);
    if (short) return short[1];
    let noun = cut(folded, VERBS);
    let verb = noun !== folded;
    if (!verb) {
      noun = cut(noun, CASES);
      noun = bare(cut(noun, POSSESSIVES));
      noun = bare(cut(noun, PLURALS));
      noun = DROPPED[noun] || whole(noun) || noun;
    }
    const participle = verb ? noun : cut(noun, VERBS);
    const base = cut(participle, [INFINITIVE]);
    verb = verb || base !== noun;
    const active = verb ? cut(base, PASSIVES) : base;
    return active.replace(/г$/, "к").replace(/б$/, "п"); // бөлігі of бөлік, есебі of есеп
  }

  const STOP = new Set(
    (
      "және мен бен пен немесе не да де та те үшін туралы бойынша сондай ақ сондайақ өзге өз осы ол оның оған оны " +
      "олар олардың оларға оларды бұл сол бұдан әрі егер онда жөніндегі жөнінде арқылы ретінде дейін кейін яғни " +
      "бар жоқ болып болады болса болған табылады жүзеге асыру асырады асырылады сәйкес ішінде қашан қалай қайда"
    )
      .split(" ")
      .map(fold)
  );

  root.wordsOf = {
    code: "kk",
    fold,
    stem,
    isStop: (word) => STOP.has(fold(word)),
    /* The words of a reference and the keys they stand for. */
    units: { тарау: "c", тармақ: "p", тармақша: "s", функция: "function", өкілеттік: "power", міндет: "task", құқық: "right" },
  };
  if (typeof module === "object") module.exports = root.wordsOf;
})(typeof self === "undefined" ? globalThis : self);
