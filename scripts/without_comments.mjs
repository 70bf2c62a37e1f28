/** Takes the comments and the indentation out of the card for a release: `node scripts/without_comments.mjs FOLDER`. */

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { pathToFileURL } from "node:url";

/** What runs of a module. @param {string} text */
export const bare = (text) => text.replace(/\/\*\*[^]*?\*\/|^\s*\/\/.*$/gm, "").replace(/^\s+/gm, "");

/** The modules of a folder as they are released, by name. @param {string} folder */
export const released = (folder) =>
  readdirSync(folder).filter((name) => name.endsWith(".js")).map((name) => [name, bare(readFileSync(join(folder, name), "utf8"))]);

if (import.meta.url === pathToFileURL(argv[1] ?? "").href) {
  for (const [name, text] of released(argv[2])) writeFileSync(join(argv[2], name), text);
}
