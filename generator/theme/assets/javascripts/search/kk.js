/* Kazakh stemmer: folds letters and removes grammatical endings.

   Kazakh appends endings in a fixed order: plural, possessive, case; the first sound of an ending depends on the
   sound before it (after a vowel `-лар`, after `л м н з ж` `-дар`, after
   a voiceless sound `-тар`). So an ending is removed only if the sound before it allows it, once, from the
   right, and three letters with a vowel must remain. Text and query are treated alike: a stem need not be a word,
   but must be the same for all forms of a word. */
(function (root) {
  "use strict";

  /* Folding. Readers type Kazakh on Russian keyboards, which lack nine of its letters, and the act contains Latin
     letters that look like Cyrillic ones. Latin letters are folded only in words that also contain Cyrillic. */
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

  /* Sounds, after folding. `у` is a vowel (ұ, ү) or a glide; endings treat it as either a vowel or voiced. */
  const VOWEL = "аеиоуыюя";
  const VOICED = VOWEL + "лрмнйзж";
  const DULL = "пфктсшщчхцбвгд";

  function ending(before, ...endings) {
    return new RegExp("^(.*[" + before + "])(?:" + endings.join("|") + ")$");
  }

  function enough(word) {
    return word.length > 2 && /[аеиоуыюя]/.test(word);
  }

  /* The word without the first ending of the list that matches, or the unchanged word. */
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
    ending(VOICED, "дагы", "деги"), // adjective from a locative: заңнамадағы
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
    /^(.*[^аеиоуыюя])(?:амын|емин|амыз|емиз)$/, // the first person, in which readers ask: қайда жазамын
    /^(.*[аеиоу])(?:ймын|ймин|ймыз|ймиз)$/,
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

  /* Verbs with stems of two letters, which the minimum of three would leave unstemmed. */
  const SHORT = /^(ал|ет|ен)(?:у|ады|еди|ган|кен|ген|атын|етин|ып|ип|сын|син|уга|уге|уды|уди|удын|удин|уы|уи)$/;

  /* Words that end like an ending but have none. */
  const WHOLE = (
    "орган торага кенес катынас баска корытынды караганды караганда кызылорда тартип орын жиын курес саты принцип " +
    "алдын бурын жакын барлау оку кару ис ел " +
    "казакстан туркистан ресурс награда аудан мекенжай " +
    "тулга сауда салдар каулы жагдай кезен кеден озен " +
    "курам когам кадам тагам " + // in -ам, whose possessive accusative looks like the first person of a verb: құрамын
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

  /* A final -ы, -і after a consonant is removed, whether possessive or part of the noun: басшы matches басшысы. */
  function bare(word) {
    return cut(word, [/^(.*[^аеиоыюя])[ыи]$/]);
  }

  function stem(word) {
    const folded = fold(word);
    if (/[^а-я]/.test(folded)) return folded; // digits and Latin words are unchanged
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
      "бар жоқ болып болады болса болған табылады жүзеге асыру асырады асырылады сәйкес ішінде қашан қалай қайда керек бола"
    )
      .split(" ")
      .map(fold)
  );

  /* Question words: the search for single words passes over them, phrases do not. */
  const ASKS = new Set(
    "кім кімге кімнің кімді кімдер не немен неге нені қайда қайдан қашан қалай қанша неше қандай қай".split(" ").map(fold)
  );

  /* Everyday words with which unrelated words of an act begin: мұра, a heritage, but мұрағат, an archive. */
  const ALONE = new Set("мұра әкім бала ана үй ай ат су".split(" ").map(fold));

  root.wordsOf = {
    code: "kk",
    fold,
    stem,
    alone: ALONE,
    isStop: (word) => STOP.has(fold(word)) || ASKS.has(fold(word)),
    asks: (word) => ASKS.has(fold(word)),
    /* The keys that write Kazakh letters where an English keyboard has figures and signs. */
    keys: { 2: "ә", 3: "і", 4: "ң", 5: "ғ", 8: "ү", 9: "ұ", 0: "қ", "-": "ө", "=": "һ" },
    /* The words of a reference and their keys. */
    units: { тарау: "c", тармақ: "p", тармақша: "s", функция: "function", өкілеттік: "power", міндет: "task", құқық: "right" },
  };
  if (typeof module === "object") module.exports = root.wordsOf;
})(typeof self === "undefined" ? globalThis : self);
