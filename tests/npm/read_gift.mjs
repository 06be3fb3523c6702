// Prints a GIFT file as JSON, read by gift-pegjs. Usage: node read_gift.mjs FILE
import { readFileSync } from "node:fs";
import gift from "gift-pegjs";

// gift-pegjs 1.0.2 leaves its placeholders in the right side of matching pairs; Moodle decodes them.
const SIGNS = { "&&092;": "\\", "&&058;": ":", "&&035;": "#", "&&061;": "=", "&&123;": "{", "&&125;": "}", "&&126;": "~", "&&010": "\n" };
const decoded = (text) => text.replace(/&&(?:092;|058;|035;|061;|123;|125;|126;|010)/g, (found) => SIGNS[found]);

try {
  const questions = gift.parse(readFileSync(process.argv[2], "utf8"));
  for (const { matchPairs = [] } of questions) for (const pair of matchPairs) pair.subanswer = decoded(pair.subanswer);
  process.stdout.write(JSON.stringify(questions));
} catch (error) {
  const { line, column } = error.location?.start ?? {};
  process.stderr.write(`${line ?? "?"}:${column ?? "?"}: ${error.message}\n`);
  process.exitCode = 1;
}
