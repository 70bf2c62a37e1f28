/** One subscription for all cards of a page. */

import { localeOf } from "./locale.js";

const RETRY_AFTER = [2_000, 5_000, 15_000, 60_000];
/** Views are left and entered: what is known is kept for that long without a card. */
const LINGER = 5_000;

/** @type {WeakMap<HassConnection, Lines>} */
const all = new WeakMap();

/** The lines of a page, the same for each of its cards. @param {Hass} hass */
export function linesOf(hass) {
  let lines = all.get(hass.connection);
  if (!lines) all.set(hass.connection, (lines = new Lines(hass)));
  lines.use(hass);
  return lines;
}

export class Lines {
  /** @param {Hass} hass */
  constructor(hass) {
    this.connection = hass.connection;
    /** "absent" is a server that does not answer. @type {"loading" | "ready" | "absent"} */
    this.status = "loading";
    /** What was said of the household, without its lines. @type {Omit<AllLines, "lines"> | null} */
    this.said = null;
    /** @type {Map<string, Line>} */
    this.lines = new Map();
    this.hass = hass;
    this.locale = localeOf(hass);
    /** @type {Set<() => void>} */
    this.listeners = new Set();
    /** @type {Promise<() => unknown> | null} */
    this.subscription = null;
    this.attempt = 0;
    this.language = this.locale.language;
    this.written = "";
    this.depends = "";
    this.connection.addEventListener("ready", () => this.status === "absent" && this.listeners.size && this.#subscribe());
  }

  /** Takes the newest `hass`; only another language or number format changes anything. @param {Hass} hass */
  use(hass) {
    this.hass = hass;
    const written = `${hass.locale?.language ?? hass.language} ${hass.locale?.number_format}`;
    if (written === this.written) return;
    this.written = written;
    this.#write();
    const hasOtherWords = this.language !== this.locale.language;
    this.language = this.locale.language;
    if (this.subscription && hasOtherWords) this.#subscribe();
    else this.#tell();
  }

  /** Calls back after each change until the returned function is called. @param {() => void} listener */
  listen(listener) {
    this.listeners.add(listener);
    if (!this.subscription) this.#subscribe();
    return () => {
      this.listeners.delete(listener);
      if (!this.listeners.size) setTimeout(() => this.listeners.size || this.#unsubscribe(), LINGER);
    };
  }

  /** Resolves when it is known what the server says, or that it does not. */
  async first() {
    /** @type {(() => void) | undefined} */
    let stop;
    await new Promise((resolve) => {
      stop = this.listen(() => this.status !== "loading" && resolve(null));
      if (this.status !== "loading") resolve(null);
    });
    stop?.();
  }

  #subscribe() {
    this.#unsubscribe();
    const subscription = this.connection.subscribeMessage(
      (/** @type {AllLines | ChangedLines} */ event) => this.subscription === subscription && this.#take(event),
      { type: "sim_renewal/subscribe_lines", language: this.language },
    );
    this.subscription = subscription;
    subscription.catch(() => this.subscription === subscription && this.#fail());
  }

  #unsubscribe() {
    clearTimeout(this.retry);
    this.subscription?.then((stop) => stop()).catch(() => {});
    this.subscription = null;
  }

  #fail() {
    this.subscription = null;
    this.status = "absent";
    this.retry = setTimeout(() => this.listeners.size && this.#subscribe(), RETRY_AFTER[Math.min(this.attempt++, RETRY_AFTER.length - 1)]);
    Promise.resolve(this.hass.loadBackendTranslation?.("common", "sim_renewal")).then(() => this.#tell(), () => this.#tell());
  }

  /** @param {AllLines | ChangedLines} event */
  #take(event) {
    this.attempt = 0;
    this.status = "ready";
    if (event.kind === "all") {
      const { lines, ...said } = event;
      this.said = said;
      this.#write();
      const before = this.lines;
      this.lines = new Map(lines.map((line) => {
        const kept = before.get(line.line_id);
        return [line.line_id, kept && kept.version === line.version ? kept : this.#withDays(line)];
      }));
    } else if (this.said) {
      const isNewDay = event.today !== this.said.today;
      this.said = { ...this.said, today: event.today, ...(event.household !== undefined && { household: event.household }) };
      if (isNewDay) this.#write();
      const lines = new Map(this.lines);
      for (const line of event.lines ?? []) lines.set(line.line_id, this.#withDays(line));
      for (const gone of event.removed ?? []) lines.delete(gone);
      this.lines = lines;
    }
    this.#tell();
  }

  /** Makes another locale where something of it changed: all that is shown depends on it. */
  #write() {
    const said = this.said ? { today: this.said.today, timeZone: this.said.time_zone, words: this.said.words } : {};
    const depends = this.written + JSON.stringify(said);
    if (depends === this.depends) return;
    this.depends = depends;
    this.locale = localeOf(this.hass, said);
  }

  /** @param {Line} line @returns {Line} */
  #withDays(line) {
    const day = (/** @type {string | null | undefined} */ moment) => (moment ? this.locale.dayOf(moment) : null);
    return { ...line, snoozed_on: day(line.snoozed_until), reminds_on: day(line.next_reminder?.at) };
  }

  #tell() {
    for (const listener of [...this.listeners]) listener();
  }
}
