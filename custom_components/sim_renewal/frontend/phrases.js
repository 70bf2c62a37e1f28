/** What is said of a line: its figure, its sentence, its balances. Pure: words come from the locale. */

import { bar, dayAfter } from "./model.js";

const DAYS_OF_YEARS = 730;
const SEPARATOR = " · ";

/** @param {(string | null | undefined | false)[]} pieces */
export const joined = (...pieces) => pieces.filter(Boolean).join(SEPARATOR);

/** The figure of a line: a word, or a number with its unit; null where there is nothing to count.
 * @param {Level} level @param {Locale} locale
 * @returns {{ word: string, number?: undefined, unit?: undefined, text: string }
 *   | { word?: undefined, number: string, unit: string, text: string } | null} */
export function figure(level, locale) {
  const word = level.word
    ? locale.t(level.word)
    : level.days !== null && level.days >= 0 && level.days <= 1
      ? locale.capital(locale.relative(level.days))
      : null;
  if (word !== null) return { word, text: word };
  if (level.days === null || level.days < 0) return null;
  return level.days >= DAYS_OF_YEARS
    ? locale.count(Math.floor(level.days / 365.25), "year")
    : locale.count(level.days, "day");
}

/** What is true of a line now, with its dates.
 * @param {Line} line @param {Level} level @param {Locale} locale @returns {string} */
export function sentence(line, level, locale) {
  const { carrier, service_until: service, number_until: number } = line;
  const day = service ? locale.day(service) : "";
  const since = service ? locale.day(dayAfter(service)) : "";
  if (!line.is_available) {
    return joined(locale.t("unavailable"), day && locale.t("last_known", { day }));
  }
  const kept = number ? locale.t("kept_until", { day: locale.day(number) }) : "";
  switch (level.word) {
    case "lost":
      return joined(carrier, number ? locale.t("lost_on", { day: locale.day(number) }) : locale.t("number_lost"));
    case "not_started":
      return joined(carrier, locale.t("starts_with_use"));
    case "paused":
      return joined(carrier, locale.t("suspended"));
    case "date_unknown":
      return joined(carrier, service ? locale.t("until", { day }) : locale.t("nobody_said"));
    case "calls_in_only":
      return joined(
        since && locale.t("no_calls_out_since", { day: since }),
        locale.t("calls_in_until", { day: locale.day(line.receives_until ?? "") }),
      );
    case "stopped":
      return joined(since ? locale.t("stopped_since", { day: since }) : carrier, kept, later(line, level, locale));
  }
  if (!service) return joined(carrier, line.is_endless && locale.t("endless"));
  const key = line.is_automatic ? "renews_itself" : line.is_by_use ? "use_by" : "until";
  return joined(carrier, locale.t(key, { day }), later(line, level, locale));
}

/** @param {Line} line @param {Level} level @param {Locale} locale */
const later = (line, level, locale) =>
  level.fill === "dashed" && line.snoozed_on
    ? locale.t("later_on", { day: locale.day(line.snoozed_on) })
    : "";

/** The sentence below the figure of the line card, which needs no carrier.
 * @param {Line} line @param {Level} level @param {Locale} locale */
export function lead(line, level, locale) {
  const day = line.service_until ? locale.day(line.service_until) : "";
  if (level.word === "stopped" && line.service_until && line.is_available) {
    return locale.t("lead_stopped", { day: locale.day(dayAfter(line.service_until)) });
  }
  if (level.word || !line.is_available || !day) {
    return locale.capital(sentence({ ...line, carrier: null }, level, locale));
  }
  const key = line.is_automatic ? "lead_automatic" : line.is_by_use ? "lead_by_use" : "lead_works";
  return locale.t(key, { day });
}

/** What is asked about a line, in words; empty where nothing is.
 * @param {Line} line @param {Locale} locale */
export function question(line, locale) {
  const asked = line.question;
  if (asked?.kind === "doubt") return asked.text;
  if (asked?.kind === "date") return line.service_until ? locale.t("until_question") : locale.capital(locale.t("nobody_said"));
  if (asked?.kind !== "landed") return "";
  const day = locale.day(asked.date);
  return asked.amount === null
    ? locale.t("question_bare", { day })
    : locale.t("question", { day, amount: locale.money(asked.amount, asked.currency) });
}

/** The sentence of a line whose data or source wants a look.
 * @param {Line} line @param {Locale} locale */
export function alert(line, locale) {
  if (!line.alerts?.some((each) => each.startsWith("data_"))) {
    const since = line.source?.silent_since;
    return since ? locale.t("source_silent_since", { day: locale.day(locale.dayOf(since)) }) : locale.t("source_silent");
  }
  const data = line.buckets?.find(({ bucket }) => bucket === "data");
  if (!data || data.value === null) return locale.t("data_low");
  const value = locale.amount(data.value, data.unit);
  return data.runs_out
    ? locale.t("data_left_until", { value, day: locale.day(data.runs_out) })
    : locale.t("data_left", { value });
}

/** A balance in words, and how it is drawn. @param {Bucket} bucket @param {Locale} locale */
export function balance(bucket, locale) {
  const looks = bar(bucket);
  const amount = bucket.value === null ? "" : locale.amount(bucket.value, bucket.unit);
  const text =
    looks.state === "part"
      ? locale.t("left_of", { value: amount, allowance: locale.amount(bucket.allowance ?? 0, bucket.unit) })
      : looks.state === "plain" ? amount : locale.t(looks.state);
  const early = bucket.runs_out_early_days ?? 0;
  const note =
    early > 0 && bucket.runs_out
      ? joined(
          locale.t("too_early", { day: locale.day(bucket.runs_out), days: locale.count(early, "day").text }),
          looks.mark !== null && locale.t("enough_mark"),
        )
      : looks.isLow
        ? locale.t("running_low")
        : looks.mark !== null ? locale.t("enough") : "";
  return {
    ...looks,
    name: locale.t(`bucket_${bucket.bucket}`),
    text,
    note,
    age: looks.isOld && bucket.measured_at ? locale.since(bucket.measured_at) : "",
  };
}

/** Who or what told what is known, and when. @param {Line} line @param {Locale} locale */
export function source(line, locale) {
  const from = line.source;
  if (!from) return "";
  const who = from.kind === "typed" && from.by ? locale.t("typed_by", { who: from.by }) : from.name || locale.t(`source_${from.kind}`);
  return from.updated_at ? locale.t("source_age", { who, when: locale.since(from.updated_at) }) : who;
}

/** Amounts in each currency, such as "€24, $5"; an unknown one is left out.
 * @param {Record<string, number | null> | undefined} amounts @param {Locale} locale */
export const amounts = (amounts, locale) =>
  Object.entries(amounts ?? {}).flatMap(([currency, amount]) => (amount === null ? [] : locale.money(amount, currency))).join(", ");
