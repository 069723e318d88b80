// Prints what the language makes of words: node stems.js kk < words (one a line) prints [[word, fold, stem], …].
"use strict";
const fs = require("fs");
const path = require("path");
const sources = path.join(__dirname, "../../../generator/theme/assets/javascripts/search");
const language = require(path.join(sources, process.argv[2] + ".js"));
const words = fs.readFileSync(0, "utf8").split("\n").filter(Boolean);
console.log(JSON.stringify(words.map((word) => [word, language.fold(word), language.stem(word)])));
