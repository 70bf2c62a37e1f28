/** Words of the server, and days, amounts and moments as the reader writes them. */

import { daysBetween } from "./model.js";

const PREFIX = "card_";
const NO_BREAK = "\u00a0";
const WORD_JOINER = "\u2060";
const NUMERIC = new Set(["integer", "group", "decimal", "fraction", "minusSign", "plusSign"]);

/** The locales that Home Assistant's own number formats stand for. @type {Record<string, string>} */
const NUMBER_LOCALES = {
  comma_decimal: "en-US",
  decimal_comma: "de",
  space_comma: "fr",
  quote_decimal: "de-CH",
  none: "en-US",
};

/** @type {Map<string, any>} */
const formatters = new Map();

/** An `Intl` object, made once: the first of a language costs milliseconds.
 * @param {string} kind @param {string} locale @param {Record<string, unknown>} options */
function intl(kind, locale, options) {
  const key = `${kind} ${locale} ${JSON.stringify(options)}`;
  let made = formatters.get(key);
  if (!made) formatters.set(key, (made = new /** @type {any} */ (Intl)[kind](locale, options)));
  return made;
}

/** A text with what stands in its braces, in pieces, so that a piece can be an element.
 * @template T @param {string} text @param {Record<string, T | string>} values @returns {(T | string)[]} */
export const fill = (text, values) =>
  text.split(/\{(\w+)\}/).map((piece, index) => (index % 2 ? (values[piece] ?? "") : piece));

export class Locale {
  /** @param {{ language?: string, numberFormat?: string, timeZone?: string, today: IsoDay,
   *   words: (key: string) => string | undefined }} options */
  constructor({ language = "en", numberFormat = "language", timeZone = "UTC", today, words }) {
    this.language = language.replace("_", "-");
    this.numberFormat = numberFormat;
    this.timeZone = timeZone;
    this.today = today;
    this.words = words;
    const isLatin = numberFormat in NUMBER_LOCALES;
    this.tag = isLatin ? `${this.language}-u-nu-latn` : this.language;
    this.numberTag = NUMBER_LOCALES[numberFormat] ?? this.language;
    this.isRtl = /^(ar|fa|he|ur|ps|yi)\b/.test(this.language);
  }

  /** A text of ours; an unknown key is an empty text.
   * @param {string} key @param {Record<string, string>} [values] */
  t(key, values = {}) {
    return fill(this.words(PREFIX + key) ?? "", values).join("");
  }

  /** The same in pieces, for elements among the words.
   * @template T @param {string} key @param {Record<string, T | string>} values */
  pieces(key, values) {
    return fill(this.words(PREFIX + key) ?? "", values);
  }

  /** A day that cannot break but after its weekday: with the weekday within a week, without this year's year.
   * @param {IsoDay} day @param {{ isShort?: boolean, hasYear?: boolean }} [options] */
  day(day, { isShort = false, hasYear = day.slice(0, 4) !== this.today.slice(0, 4) } = {}) {
    const away = daysBetween(this.today, day);
    const hasWeekday = away >= 0 && away < 7 && !isShort;
    const parts = intl("DateTimeFormat", this.tag, {
      day: "numeric",
      month: isShort ? "short" : "long",
      timeZone: "UTC",
      ...(hasWeekday && { weekday: "long" }),
      ...(hasYear && { year: "numeric" }),
    }).formatToParts(Date.parse(`${day}T00:00Z`));
    return parts
      .map((/** @type {Intl.DateTimeFormatPart} */ { type, value }, /** @type {number} */ index) => {
        if (type === "day" && value === "1" && this.language.startsWith("fr")) return "1er";
        if (type !== "literal" || parts[index - 1]?.type === "weekday") return value;
        return value.replaceAll(" ", NO_BREAK);
      })
      .join("")
      .replace(/([年月日])(?=\d)|(\d)(?=[年月日])/g, `$&${WORD_JOINER}`);
  }

  /** The day on which a moment lies at home. @param {IsoMoment} moment @returns {IsoDay} */
  dayOf(moment) {
    const parts = intl("DateTimeFormat", "en-u-nu-latn", {
      timeZone: this.timeZone, year: "numeric", month: "2-digit", day: "2-digit",
    }).formatToParts(Date.parse(moment));
    const part = (/** @type {string} */ type) =>
      parts.find((/** @type {Intl.DateTimeFormatPart} */ each) => each.type === type)?.value;
    return `${part("year")}-${part("month")}-${part("day")}`;
  }

  /** "today", "tomorrow", "2 days ago", with a capital where it begins.
   * @param {number} count @param {Intl.RelativeTimeFormatUnit} [unit] */
  relative(count, unit = "day") {
    return intl("RelativeTimeFormat", this.tag, { numeric: "auto" }).format(count, unit);
  }

  /** How long ago a moment was, in days: what is shown must not be wrong an hour later. @param {IsoMoment} moment */
  since(moment) {
    return this.relative(Math.min(0, daysBetween(this.today, this.dayOf(moment))));
  }

  /** How long ago a moment was, to the minute. @param {IsoMoment} moment @param {number} now milliseconds */
  ago(moment, now) {
    const minutes = Math.min(0, Math.ceil((Date.parse(moment) - now) / 60_000));
    if (minutes > -60) return this.relative(minutes, "minute");
    return minutes > -1440 ? this.relative(Math.ceil(minutes / 60), "hour") : this.since(moment);
  }

  /** @param {string} text */
  capital(text) {
    return text.charAt(0).toLocaleUpperCase(this.language) + text.slice(1);
  }

  /** A month in words, such as "November 2026". @param {string} month ISO, `2026-11` */
  month(month) {
    return intl("DateTimeFormat", this.tag, { month: "long", year: "numeric", timeZone: "UTC" })
      .format(Date.parse(`${month}-01T00:00Z`));
  }

  /** A count with its unit, in two pieces where the figure is large.
   * @param {number} count @param {string} unit @returns {{ number: string, unit: string, text: string }} */
  count(count, unit) {
    const parts = this.#parts({ style: "unit", unit, unitDisplay: "long" }, count);
    const only = (/** @type {boolean} */ isNumber) =>
      parts.filter(({ type }) => type !== "literal" && NUMERIC.has(type) === isNumber).map(({ value }) => value).join("");
    return { number: only(true), unit: only(false), text: parts.map(({ value }) => value).join("") };
  }

  /** @param {number} amount @param {string} currency ISO 4217 */
  money(amount, currency) {
    const digits = amount % 1 ? {} : { minimumFractionDigits: 0 };
    try {
      return this.#parts({ style: "currency", currency, ...digits }, amount).map(({ value }) => value).join("");
    } catch {
      return `${this.number(amount)}${NO_BREAK}${currency}`;
    }
  }

  /** @param {number} value @param {number} [digits] */
  number(value, digits = 2) {
    return intl("NumberFormat", this.numberTag, {
      maximumFractionDigits: digits, useGrouping: this.numberFormat !== "none",
    }).format(value);
  }

  /** How a unit is called; empty where it has no name of ours. @param {string} unit */
  unit(unit) {
    const key = { GB: "unit_gigabytes", MB: "unit_megabytes", min: "unit_minutes", SMS: "unit_texts" }[unit];
    return key ? this.t(key) : "";
  }

  /** An amount of a bucket with its unit: "1.5 GB", "120 MB", "€4.20", "12 SMS".
   * @param {number} value @param {string} unit @returns {string} */
  amount(value, unit) {
    if (unit === "GB" && value > 0 && value < 1) return this.amount(value * 1000, "MB");
    const name = this.unit(unit);
    if (!name) return this.money(value, unit);
    return this.number(value, unit === "MB" ? 0 : 2) + NO_BREAK + name;
  }

  /** What a person typed as an amount, or null where it is none. Both decimal signs are taken.
   * @param {string} typed @returns {number | null} */
  parse(typed) {
    const bare = typed.replace(/[^\d.,\-]/g, "");
    const decimal = Math.max(bare.lastIndexOf(","), bare.lastIndexOf("."));
    const isGrouping = bare.length - decimal === 4 && bare[decimal] !== this.#decimalSign();
    const plain = decimal < 0 || isGrouping
      ? bare.replace(/[.,]/g, "")
      : `${bare.slice(0, decimal).replace(/[.,]/g, "")}.${bare.slice(decimal + 1)}`;
    return /^-?\d+(\.\d*)?$|^-?\.\d+$/.test(plain) ? Number(plain) : null;
  }

  /** @param {string} a @param {string} b */
  compare(a, b) {
    return intl("Collator", this.language, { numeric: true }).compare(a, b);
  }

  /** @param {string[]} items */
  list(items) {
    return intl("ListFormat", this.language, { type: "conjunction" }).format(items);
  }

  #decimalSign() {
    return intl("NumberFormat", this.numberTag, {}).formatToParts(1.5)
      .find((/** @type {Intl.NumberFormatPart} */ { type }) => type === "decimal")?.value;
  }

  /** The language's words around a number in the reader's own number format.
   * @param {Record<string, unknown>} options @param {number} value @returns {Intl.NumberFormatPart[]} */
  #parts(options, value) {
    const parts = intl("NumberFormat", this.tag, options).formatToParts(value);
    if (this.numberTag === this.language) return parts;
    const { maximumFractionDigits, minimumFractionDigits } = intl("NumberFormat", this.tag, options).resolvedOptions();
    const number = intl("NumberFormat", this.numberTag, {
      maximumFractionDigits, minimumFractionDigits, useGrouping: this.numberFormat !== "none",
    }).format(value);
    let isPut = false;
    return parts.flatMap((/** @type {Intl.NumberFormatPart} */ part) => {
      if (!NUMERIC.has(part.type)) return [part];
      if (isPut) return [];
      isPut = true;
      return [{ type: "integer", value: number }];
    });
  }
}

/** How a page of Home Assistant writes, with the words that are known so far.
 * @param {Hass} hass @param {{ today?: IsoDay, timeZone?: string, words?: Record<string, string> }} said */
export const localeOf = (hass, { today, timeZone, words } = {}) =>
  new Locale({
    language: hass.locale?.language ?? hass.language,
    numberFormat: hass.locale?.number_format,
    timeZone,
    today: today ?? new Date().toISOString().slice(0, 10),
    words: (key) => words?.[key] ?? (hass.localize?.(`component.sim_renewal.common.${key}`) || undefined),
  });
