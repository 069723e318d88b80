/* Adapts lunr to Material's search worker: stems the words of the index and of the query.

   Material builds a lunr index from its documents, appends `*` to every typed word, and calls `index.search`. lunr
   does not run words with a `*` through its pipeline, so a stemmed index would be searched for unstemmed words.
   Therefore the index built here overrides `search`: it parses the query with lunr's parser, stems each word,
   finds the terms of the index for it, and lets lunr score them. The results have lunr's structure but name the
   words as they were typed, so that Material's lists of found and missing words are readable.

   `input.js` replaces lunr's lexer and parser, so that no character of a query is an error.

   It relies on these internals of lunr 2.3.9 and of Material's worker: a builder's `build` and `add` may be
   overridden, an index has `tokenSet`, `invertedIndex` and `fields`, results carry `matchData.metadata`, and the worker
   multiplies a score by 1 + (is a page + share of words found)². */
(function (root) {
  "use strict";
  const language = root.wordsOf;
  const lunr = root.lunr;
  if (!lunr) return; // on a page, which needs only the stemmer

  const EXACT = 10; // boosts of a term that equals the stem, starts with it, or is similar
  const BEGINS = 3;
  const NEAR = 1;
  const REFERENCE = 1000;
  const ANSWER = 1e6; // a phrase that a document answers stands above words
  const ENDING = 2; // most letters by which a term may go on where a shortened word ends
  const TITLE = "title"; // ends the key of a day that a title names
  const LITERAL = 2; // a phrase that must be the query in the same form; answers.py has the other two kinds
  const NAMED = 8; // how much a name among other words raises a score
  const KEPT = 1000; // beginnings of words that are remembered
  const FEW = 50; // most terms for all words of one or two letters
  const LEAST = 0.34; // least share of the words' weight that a result must hold if a word is unknown to the site
  const ASIDE = 0.1; // weight of a page about the site itself, not about the act
  const CUT = 3; // most letters by which a word is shortened, and by which it then differs from a term
  const SHOWN = 5; // visible results of a page; the rest are under "more on this page"

  function termsLike(index, pattern) {
    return index.tokenSet.intersect(pattern).toArray();
  }

  const starts = new Map(); // remembers what was looked up: a query asks for the same beginnings several times

  function beginning(index, start) {
    if (starts.size > KEPT) starts.clear();
    if (!starts.has(start)) starts.set(start, termsLike(index, lunr.TokenSet.fromString(start + "*")));
    return starts.get(start);
  }

  /* The terms of the index for a typed word: Map of term -> boost. If none equals or starts with the stem, a term that
     sounds alike or has one letter different; as a last resort, the word shortened by up to three letters. */
  function termsOf(index, word, few = FEW) {
    const found = new Map();
    const stem = language.stem(word);
    const folded = language.fold(word);
    if (!folded) return found;
    if (stem in index.invertedIndex) found.set(stem, EXACT);
    if (language.alone.has(folded)) return found;
    const start = stem.length < 4 || /\d/.test(word) ? folded : stem;
    if (!/^\d+$/.test(word)) {
      // The ending taken off may have belonged to the word: a term that no form of it begins may not go on for long.
      const near = (term) => found.size || term.startsWith(folded) || term.length <= start.length + ENDING;
      const terms = beginning(index, start).filter(near);
      for (const term of start.length < 3 ? terms.slice(0, few) : terms) {
        if (!found.has(term)) found.set(term, (BEGINS * start.length) / term.length);
      }
    }
    // Half a word may end like an ending: `генпрок`.
    if (!found.size) for (const term of beginning(index, folded)) found.set(term, (BEGINS * folded.length) / term.length);
    if (!found.size) for (const term of index.spelling.meant(stem).filter(index.ofAct)) found.set(term, NEAR);
    const least = Math.max(5, (folded.length * 2) / 3);
    for (let cut = 1; !found.size && cut <= CUT && folded.length - cut >= least; cut += 1) {
      const near = (term) => term.length <= folded.length + CUT - 2 * cut && index.ofAct(term);
      for (const term of beginning(index, folded.slice(0, -cut)).filter(near)) found.set(term, NEAR / cut);
    }
    return found;
  }

  /* The words of a query in order, without duplicates: {word, required, prohibited}. */
  function parse(index, text) {
    const query = new lunr.QueryParser(text, new lunr.Query(index.fields)).parse();
    const words = new Map();
    for (const { term: word, presence } of query.clauses) {
      if (words.has(word)) continue;
      words.set(word, {
        word,
        required: presence === lunr.Query.presence.REQUIRED,
        prohibited: presence === lunr.Query.presence.PROHIBITED,
      });
    }
    return [...words.values()];
  }

  /* The positions of a word in a result by field, as Material packs them (block << 20 | word). */
  function placesOf({ terms }, metadata, field) {
    const all = new Set();
    for (const term of Object.keys(metadata)) {
      if (terms.has(term) && metadata[term][field]) metadata[term][field].position.forEach((place) => all.add(place));
    }
    return all;
  }

  /* The phrases of the documents by their first stem. `asked` has rows of words, rank, kind, and names that may follow. */
  function phrasesOf(docs) {
    const found = new Map();
    found.stems = new Set(); // of all phrases
    for (const doc of docs) {
      const title = doc.asked ? meant(doc.title) : null;
      for (const [words, rank, within, names = ""] of doc.asked || []) {
        for (const text of words.split("|").flatMap((word) => names.split("|").map((name) => `${word} ${name}`))) {
          const stems = [...meant(text)];
          for (const stem of stems) found.stems.add(stem);
          const literal = within === LITERAL ? literally(text) : "";
          if (!found.has(stems[0])) found.set(stems[0], []);
          if (stems.length) found.get(stems[0]).push({ ref: doc.location, stems, rank, within, literal, title });
        }
      }
    }
    return found;
  }

  /* The stems of words, with those of question words, which the search for single words passes over. `known` corrects
     a stem. */
  function meant(text, known = (stem) => stem) {
    const words = root.readInput.words(text).filter((word) => language.asks(word) || !language.isStop(word));
    return new Set(words.map((word) => (language.asks(word) ? language.stem(word) : known(language.stem(word)))));
  }

  /* Returns a function that puts the most frequent of the terms it may mean in place of an unknown stem. */
  function corrected(index, phrases) {
    const known = (stem) => stem in index.invertedIndex || phrases.stems.has(stem) || beginning(index, stem).length > 0;
    return (stem) => (known(stem) ? stem : index.spelling.likely(stem) || stem);
  }

  function literally(text) {
    return root.readInput.words(text).map(language.fold).join(" ");
  }

  /* The documents whose phrases are in the query, as maps of location -> how well. `direct`: the phrase is the query,
     or may be a part of it (`exact` are the former); then the share of the query that phrase and title hold counts, then the rank.
     `named`: the query holds a name of the document among other words, which only raises its score. */
  function answered(phrases, text, known) {
    const wanted = meant(text, known);
    const typed = literally(text);
    const found = { direct: new Map(), exact: new Set(), named: new Map() };
    const raise = (map, ref, value) => map.set(ref, Math.max(value, map.get(ref) || 0));
    for (const { ref, stems, rank, within, literal, title } of [...wanted].flatMap((stem) => phrases.get(stem) || [])) {
      const share = stems.length / wanted.size;
      if (share < 1 / 3 || !stems.every((stem) => wanted.has(stem)) || (literal && literal !== typed)) continue;
      if (share < 1 && !within) {
        if (share > 1 / 3) raise(found.named, ref, share);
        continue;
      }
      const held = [...wanted].filter((stem) => stems.includes(stem) || title.has(stem)).length;
      if (share === 1) found.exact.add(ref);
      raise(found.direct, ref, (10 * held) / wanted.size + (share === 1 ? 2 : 0) + rank / 10);
    }
    return found;
  }

  /* The highest boost of the terms that a result holds; 0 if it holds none. */
  function best(terms, metadata) {
    return Math.max(0, ...Object.keys(metadata).map((term) => terms.get(term) || 0));
  }

  function sum(numbers) {
    return numbers.reduce((all, one) => all + one, 0);
  }

  /* How well a result matches the words together: the share of their weight in the title and in the paragraph with
     most of them; a similar word counts half. Adjacent words and a title with all words score higher. */
  function together(words, metadata, weights) {
    const titled = words.map((word) => placesOf(word, metadata, "title"));
    const texts = words.map((word) => placesOf(word, metadata, "text"));
    const blocks = new Set(texts.flatMap((places) => [...places].map((place) => place >>> 20)));
    const sure = words.map((word, at) => titled[at].size > 0 || Boolean(placesOf(word, metadata, "keys").size));
    const likeness = words.map(({ terms }) => (1 + best(terms, metadata) / EXACT) / 2);
    const total = sum(weights);
    let share = 0;
    for (const block of blocks.size ? blocks : [0]) {
      const inside = (at) => sure[at] || [...texts[at]].some((place) => place >>> 20 === block);
      const held = sum(weights.map((weight, at) => (inside(at) ? weight * likeness[at] : 0)));
      share = Math.max(share, held / total);
    }
    const row = Math.max(rowOf(titled), rowOf(texts));
    const whole = titled.every((places) => places.size);
    return share ** 3 * (1 + row) * (whole ? 1.5 : 1);
  }

  /* The share of adjacent query words that are adjacent, with at most a word between them: 0 to 1. */
  function rowOf(places) {
    let pairs = 0;
    for (let i = 1; i < places.length; i += 1) {
      if ([...places[i]].some((place) => places[i - 1].has(place - 1) || places[i - 1].has(place - 2))) pairs += 1;
    }
    return places.length > 1 ? pairs / (places.length - 1) : 0;
  }

  /* Every position of every term of a result, under the first typed word. */
  function positions(metadata) {
    const merged = {};
    for (const fields of Object.values(metadata)) {
      for (const field of Object.keys(fields)) {
        merged[field] = merged[field] || { position: [] };
        merged[field].position.push(...fields[field].position);
      }
    }
    return merged;
  }

  function search(index, pages, phrases, text) {
    const typed = parse(index, text);
    const asked = typed.filter((one) => !one.prohibited);
    const plain = root.readQuery(language, asked.map((one) => one.word));
    const own = asked.map((one) => one.word).filter((word) => /^[a-z]+\d/.test(word) && word in index.invertedIndex);
    // A subpoint that does not exist is a paragraph or a mistake: its point is the nearest place.
    const there = (key) => (key in index.invertedIndex ? key : key.replace(/^(p\d+)s\d+$/, "$1"));
    const keys = own.length ? own : plain.keys.map(there).filter((key) => key in index.invertedIndex);
    const looked = keys.length ? asked.filter((one) => plain.words.includes(one.word)) : asked;
    const wanted = looked.filter((one) => !language.isStop(one.word));
    const searched = wanted.length || keys.length ? wanted : looked;
    const few = Math.ceil(FEW / Math.max(1, searched.filter(({ word }) => word.length < 3).length));
    for (const one of searched) one.terms = termsOf(index, one.word, few);
    const banned = typed.filter((one) => one.prohibited).flatMap((one) => [...termsOf(index, one.word).keys()]);
    const { PROHIBITED } = lunr.Query.presence;
    const wordless = !keys.length && !searched.some(({ terms }) => terms.size);
    const results = wordless ? [] : lunr.Index.prototype.query.call(index, (query) => {
      for (const key of keys) {
        for (const term of [key, key + TITLE]) {
          if (term in index.invertedIndex) query.term(term, { boost: REFERENCE, usePipeline: false });
        }
      }
      for (const { terms } of searched) {
        for (const [term, boost] of terms) query.term(term, { boost, usePipeline: false });
      }
      for (const term of banned) query.term(term, { presence: PROHIBITED, usePipeline: false });
    });

    const has = ({ terms }, metadata) => Object.keys(metadata).some((term) => terms.has(term));
    const weights = searched.map((one) => {
      const count = results.filter(({ matchData }) => has(one, matchData.metadata)).length;
      return Math.log(1 + pages.count / (count + 1));
    });
    const known = searched.every(({ terms }) => terms.size);
    /* Whether a result holds enough of the query: of a page about the site every word, of others a share of their
       weight if a word is unknown; a similar word counts half. */
    const enough = (ref, metadata) => {
      const likeness = searched.map(({ terms }) => Math.min(1, Math.ceil(best(terms, metadata) / NEAR) / 2));
      const held = sum(weights.map((weight, at) => weight * likeness[at]));
      return held >= sum(weights) * (index.aside.has(ref) ? 1 : known ? 0 : LEAST);
    };
    const sentence = asked.map((one) => one.word).join(" ");
    const { direct, exact, named: called } = answered(keys.length ? new Map() : phrases, sentence, corrected(index, phrases));
    const answers = [];
    const scored = new Set(results.map((one) => one.ref));
    for (const ref of direct.keys()) {
      if (!scored.has(ref)) results.push({ ref, score: 1, matchData: { metadata: {} } });
    }
    for (const { ref, score, matchData } of results) {
      const metadata = matchData.metadata;
      if (searched.some((one) => one.required && !has(one, metadata))) continue;
      const hit = keys.some((key) => key in metadata);
      if (!hit && !direct.has(ref) && !enough(ref, metadata)) continue;
      const answer = direct.has(ref) && (exact.has(ref) || !Object.keys(metadata).length);
      const named = (hit || answer ? asked : searched.filter((one) => has(one, metadata))).map((one) => one.word);
      const titled = keys.some((key) => key + TITLE in metadata);
      const found = score * (hit ? 100 * (titled ? 100 : 1) : together(searched, metadata, weights));
      const value = direct.has(ref) ? ANSWER * direct.get(ref) : found * (1 + NAMED * (called.get(ref) || 0));
      answers.push({ ref, value, named, metadata, factor: factorOf(pages.isPage(ref), named, asked) });
    }
    return arrange(answers, pages);
  }

  /* The factor by which Material multiplies the score. */
  function factorOf(isPage, named, asked) {
    const found = asked.filter(({ word }) => named.some((one) => one.startsWith(word))).length;
    const missing = asked.filter(({ word }) => !named.some((one) => one.startsWith(word)) && !language.isStop(word));
    return 1 + Math.pow(+isPage + found / (found + missing.length), 2);
  }

  /* Best first. Material hides results that score less than the best of their page, so the next best of a page get
     the same value. */
  function arrange(answers, pages) {
    answers.sort((a, b) => b.value - a.value);
    const groups = new Map();
    for (const one of answers) {
      const page = pages.of(one.ref);
      if (!groups.has(page)) groups.set(page, []);
      groups.get(page).push(one);
    }
    for (const group of groups.values()) {
      const shown = group.slice(0, SHOWN);
      const value = common(shown[0].value, shown.map((one) => one.factor));
      for (const one of shown) one.value = value;
    }
    return answers.map(({ ref, value, named, metadata, factor }) => {
      const words = {};
      named.forEach((word, place) => (words[word] = place ? {} : positions(metadata)));
      return { ref, score: value / factor, matchData: { metadata: words } };
    });
  }

  /* The nearest value that survives division by each factor and Material's multiplication unchanged. */
  function common(value, factors) {
    for (let step = 0; step < 1000; step += 1) {
      const near = value * (1 - step * 2 ** -50);
      if (factors.every((factor) => (near / factor) * factor === near)) return near;
    }
    return value;
  }

  /* Suggestions: the most frequent word of a title that starts with the last typed word, as the title spells it. */
  function suggest(titles, last) {
    let best = "";
    for (const [word, count] of titles) {
      if (word.startsWith(last) && (!best || count > titles.get(best))) best = word;
    }
    return best ? [{ matchData: { metadata: { [best]: {} } } }] : [];
  }

  /* Which documents are pages: the first of each address without anchor, as in Material. */
  function pagesOf(docs) {
    const first = new Map();
    const of = (ref) => ref.split("#")[0];
    for (const doc of docs) if (!first.has(of(doc.location))) first.set(of(doc.location), doc.location);
    return { of, isPage: (ref) => first.get(of(ref)) === ref, count: docs.length };
  }

  function titlesOf(docs) {
    const counts = new Map();
    for (const doc of docs) {
      for (const word of doc.title.toLowerCase().split(lunr.tokenizer.separator)) {
        if (word.length > 3 && !/[<>&\d]/.test(word)) counts.set(word, (counts.get(word) || 0) + 1);
      }
    }
    return counts;
  }

  function stemmer(token) {
    return token.update((word) => language.stem(word));
  }

  function stopWordFilter(token) {
    return language.isStop(token.toString()) ? undefined : token;
  }

  /* What `input.js` asks of the index that is searched. */
  function vocabulary(index) {
    return {
      has: (word) => word in index.invertedIndex,
      knows: (word) =>
        language.isStop(word) ||
        language.stem(word) in index.invertedIndex ||
        beginning(index, language.fold(word)).length > 0,
    };
  }

  let current = { has: () => false, knows: () => true };
  root.readInput.install(lunr, language, () => current);

  lunr.Pipeline.registerFunction(stemmer, "stemmer-" + language.code);
  lunr.Pipeline.registerFunction(stopWordFilter, "stopWordFilter-" + language.code);
  lunr.stopWordFilter = stopWordFilter; // Material calls it to decide which missing words to list

  lunr[language.code] = function () {
    const builder = this;
    const docs = [];
    builder.pipeline.reset();
    builder.pipeline.add(stopWordFilter, stemmer);
    builder.searchPipeline.reset();
    builder.add = function (doc, attributes) {
      docs.push(doc);
      return lunr.Builder.prototype.add.call(builder, doc, attributes);
    };
    builder.build = function () {
      const index = lunr.Builder.prototype.build.call(builder);
      const pages = pagesOf(docs);
      const titles = titlesOf(docs);
      const phrases = phrasesOf(docs);
      index.aside = new Set(docs.filter(({ boost }) => boost === ASIDE).map(({ location }) => location));
      const places = (term) => Object.values(index.invertedIndex[term]).flatMap((refs) => Object.keys(refs));
      index.ofAct = (term) => places(term).some((ref) => !index.aside.has(ref));
      index.spelling = root.spellingOf(lunr, index);
      current = vocabulary(index);
      index.search = (text) => search(index, pages, phrases, text);
      index.query = (ask) => {
        const terms = [];
        ask({ term: (term) => terms.push(term) });
        return terms.length ? suggest(titles, terms[terms.length - 1]) : [];
      };
      return index;
    };
  };
  lunr[language.code].stemmer = stemmer;
  lunr[language.code].stopWordFilter = stopWordFilter;
})(typeof self === "undefined" ? globalThis : self);
