// Asks Material's worker: node ask.js worker folder. Every line of standard input is a JSON list of queries, every line
// of its output the list of their answers; the folder holds index.json and the script.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const { start } = require("./worker.js");

(async () => {
  const [worker, folder] = process.argv.slice(2);
  const index = JSON.parse(fs.readFileSync(path.join(folder, "index.json"), "utf8"));
  const { search } = await start(worker, folder, index);
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const answers = [];
    for (const query of JSON.parse(line)) answers.push(await search(query));
    process.stdout.write(JSON.stringify(answers) + "\n");
  }
})();
