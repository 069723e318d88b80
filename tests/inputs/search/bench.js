// Measures the search: node bench.js '{"worker", "folder", "index", "script", "queries", "people", "fresh", "everyday", "timed"}' prints one
// JSON. Unless `timed`, each query is asked once and what only a person reads is left out.
"use strict";
const fs = require("fs");
const zlib = require("zlib");
const { start, open } = require("./worker.js");

const given = JSON.parse(process.argv[2]);
const RUNS = given.timed ? 3 : 1;
const index = JSON.parse(fs.readFileSync(given.index, "utf8"));

/* The lines of a table: query, kind, wanted (parted by spaces; `-`: nothing), `held` for the third kept unseen. */
function table(file) {
  const lines = fs.readFileSync(file, "utf8").split("\n").slice(1).filter(Boolean);
  return lines.map((line) => {
    const [query, kind, wanted, held] = line.split("\t");
    return { query, kind, wanted: wanted.split(" "), held: held === "held" };
  });
}

const queries = table(given.queries);
const people = table(given.people);
const fresh = table(given.fresh);
const everyday = table(given.everyday);

/* What no reader means and every field gets: long words, long queries, operators, markup. */
const HOSTILE = [
  "ж".repeat(4000), "q".repeat(4000), "прокурор ".repeat(400), "а".repeat(61), "[]{}()^~*+-:\\|/".repeat(20),
  "+".repeat(300), "title:".repeat(50), "<script>alert(1)</script>", "п".repeat(30) + "рокурор", "1".repeat(500),
  "chp_".repeat(80), "\u0301".repeat(300), "а б в г д е ж з и к ".repeat(15), "прокурордың".repeat(20),
];

/* A location by the names that a table may give it: the page without its ending, or the anchor. */
function names(location) {
  const [page, anchor] = location.split("#");
  return anchor || page.replace(/\.html$/, "");
}

function measure(queries, found) {
  const sums = { queries: queries.length, recall: 0, mrr: 0, precision: 0, first: 0, inTen: 0, unanswered: 0 };
  const failed = [];
  queries.forEach(({ query, wanted, kind }, place) => {
    const got = found[place].map(names);
    const hits = (count) => got.slice(0, count).filter((one) => wanted.includes(one)).length;
    const silent = wanted[0] === "-"; // the right answer is none
    const right = silent && !got.length;
    const first = right ? 0 : got.findIndex((one) => wanted.includes(one));
    const recall = right ? 1 : hits(10) / Math.min(10, wanted.length);
    sums.recall += recall / queries.length;
    sums.mrr += (first < 0 ? 0 : 1 / (first + 1)) / queries.length;
    sums.precision += (right ? 1 : hits(5) / Math.min(5, wanted.length)) / queries.length;
    sums.first += first === 0 ? 1 : 0;
    sums.inTen += first >= 0 && first < 10 ? 1 : 0;
    if (!got.length && !silent) sums.unanswered += 1;
    if (recall < 1 || first !== 0) failed.push({ query, kind, recall, rank: first + 1, got: got.slice(0, 6), wanted });
  });
  return { ...sums, failed };
}

/* What stands open for each query, and the 95th percentile of the milliseconds, each query's best run. */
async function answers(search, rows = queries) {
  const found = [];
  const times = [];
  for (const { query } of rows) {
    let best = Infinity;
    let answer;
    for (let run = 0; run < RUNS; run += 1) {
      const before = performance.now();
      answer = await search(query);
      best = Math.min(best, performance.now() - before);
    }
    times.push(best);
    found.push(open(answer));
  }
  times.sort((a, b) => a - b);
  return { found, latency: times[Math.floor(times.length * 0.95)] };
}

/* Every beginning, from three letters, of every word of the queries: how many find nothing. */
async function keystrokes(search) {
  const starts = new Set();
  for (const { query, kind } of queries) {
    if (kind === "number") continue;
    for (let length = 3; length <= query.length; length += 1) starts.add(query.slice(0, length));
  }
  let empty = 0;
  for (const start of starts) if (!(await search(start)).items.length) empty += 1;
  return { typed: starts.size, empty };
}

function part({ found, latency }, rows = queries) {
  const of = (held) => rows.map((one, place) => ({ one, got: found[place] })).filter(({ one }) => one.held === held);
  const measured = (rows) => measure(rows.map(({ one }) => one), rows.map(({ got }) => got));
  return { all: measure(rows, found), tuned: measured(of(false)), held: measured(of(true)), latency };
}

/* The figures that no test asks for. */
async function forReaders(own, standard) {
  const all = [...queries, ...people, ...fresh, ...everyday, ...HOSTILE.map((query) => ({ query }))];
  return {
    people: part(await answers(own.search, people), people),
    people_material: part(await answers(standard.search, people), people),
    fresh_material: part(await answers(standard.search, fresh), fresh),
    everyday_material: part(await answers(standard.search, everyday), everyday),
    mixed: (await answers(own.search, all)).latency,
    hostile: (await answers(own.search, HOSTILE.map((query) => ({ query })))).latency,
  };
}

(async () => {
  const own = await start(given.worker, given.folder, index);
  await own.search("a");
  const theirs = {
    ...index,
    config: { ...index.config, lang: ["en"], pipeline: ["stopWordFilter"], fields: { title: { boost: 1000 }, text: { boost: 1 } } },
  };
  const standard = await start(given.worker, given.folder, theirs);
  const { lunr } = standard;
  lunr.tokenizer.separator = new RegExp(index.config.separator);
  const exact = lunr(function () {
    this.pipeline.reset(); // its trimmer and stemmer are English and leave nothing of a Cyrillic word
    this.searchPipeline.reset();
    this.ref("location");
    this.field("title");
    this.field("text");
    this.tokenizer = (words) => {
      lunr.tokenizer.table = [];
      return String(words || "").toLowerCase().split(lunr.tokenizer.separator).filter(Boolean).map((word) => new lunr.Token(word));
    };
    for (const doc of index.docs) this.add({ ...doc, text: doc.text.replace(/<[^>]+>/g, " ") });
  });
  const bare = (query) => {
    const words = query.toLowerCase().split(lunr.tokenizer.separator).filter(Boolean);
    const found = exact.query((ask) => words.forEach((word) => ask.term(word)));
    return { items: found.map(({ ref, score }) => [{ location: ref, score }]) };
  };
  console.log(
    JSON.stringify({
      own: part(await answers(own.search)),
      material: part(await answers(standard.search)),
      lunr: part(await answers(async (query) => bare(query))),
      fresh: part(await answers(own.search, fresh), fresh),
      everyday: part(await answers(own.search, everyday), everyday),
      ...(given.timed ? await forReaders(own, standard) : {}),
      keystrokes: await keystrokes(own.search),
      documents: index.docs.length,
      index: zlib.gzipSync(fs.readFileSync(given.index), { level: 9 }).length,
      script: zlib.gzipSync(fs.readFileSync(given.script), { level: 9 }).length,
    })
  );
})();
