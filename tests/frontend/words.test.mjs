import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { released } from "../../scripts/without_comments.mjs";
import { wordsOf } from "./household.mjs";

const FRONTEND = new URL("../../custom_components/sim_renewal/frontend/", import.meta.url);
const SOURCES = readdirSync(FRONTEND).filter((name) => name.endsWith(".js"));
const TEXT = SOURCES.map((name) => readFileSync(new URL(name, FRONTEND), "utf8")).join("\n");
const KEYS = Object.keys(wordsOf("en")).map((key) => key.replace("card_", ""));
/** Beginnings of keys whose end is a value of the server, or a choice of the editor. */
const FAMILIES = ["bucket_", "form_", "source_", "channel_", "option_", "key_"];
/** The same of an editor's choices, whose beginning is the name of the option. */
const CHOICES = ["view", "density"];
/** What goes with an empty card and one whose server does not answer. */
const BLANK = ["empty_title", "empty_text", "absent_title", "absent_text"];

test("every text that the card asks for is there", () => {
  const asked = [...TEXT.matchAll(/\b(?:t\(|pieces\(|key:)\s*"(\w+)"/g)].map(([, key]) => key);
  assert.ok(asked.length > 80);
  assert.deepEqual(asked.filter((key) => !KEYS.includes(key)), []);
});

test("every text is asked for", () => {
  const isAsked = (key) => TEXT.includes(`"${key}"`) || BLANK.includes(key) || FAMILIES.some((family) => key.startsWith(family) && TEXT.includes(`${family}\${`));
  const isOption = (key) => CHOICES.some((name) => key.startsWith(`${name}_`) && TEXT.includes(`"${key.slice(name.length + 1)}"`) && TEXT.includes(`choice("${name}"`));
  assert.deepEqual(KEYS.filter((key) => !isAsked(key) && !isOption(key)), []);
});

test("every value of a family has its text", () => {
  const known = {
    bucket: ["data", "voice", "sms", "credit"],
    form: ["physical", "esim"],
    source: ["typed", "entity", "rest", "message", "account"],
    key: ["works", "receives", "kept"],
    channel: ["website", "app", "shop", "kiosk", "marketplace", "mini_program", "code", "phone_call", "automatic"],
  };
  const missing = Object.entries(known).flatMap(([family, values]) => values.map((value) => `${family}_${value}`)).filter((key) => !KEYS.includes(key));
  assert.deepEqual(missing, []);
});

test("markup is never made of text, and nothing is fetched from elsewhere", () => {
  assert.doesNotMatch(TEXT, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/);
  const imported = [...TEXT.matchAll(/^import .* from "(.*)";$/gm)].map(([, path]) => path);
  assert.deepEqual(imported.filter((path) => !path.startsWith("./")), []);
});

const kilobytes = (text) => gzipSync(text, { level: 9 }).length / 1024;

test("what a release ships of the card is small", (context) => {
  const files = released(fileURLToPath(FRONTEND));
  for (const [name, text] of files) context.diagnostic(`${name}: ${kilobytes(text).toFixed(2)} kB`);
  const whole = kilobytes(files.map(([, text]) => text).join("\n"));
  context.diagnostic(`in all: ${whole.toFixed(2)} kB, with its comments ${kilobytes(TEXT).toFixed(2)} kB`);
  assert.ok(whole <= 30, `${whole} kB`);
});

test("what a release ships of the card runs", async () => {
  const folder = mkdtempSync(join(tmpdir(), "card-"));
  for (const [name, text] of released(fileURLToPath(FRONTEND))) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  await import("./document.mjs");
  const { Card } = await import(join(folder, "card.js"));
  await import(join(folder, "sim-renewal-card.js"));
  assert.equal(new Card().getCardSize(), 3);
});
