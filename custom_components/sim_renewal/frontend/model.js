/** What a line is at a glance: pure functions of what the server said and the day. */

const DAY = 86_400_000;
const AXIS_DAYS = 365;

/** Days from one day to another; negative where the other lies before.
 * @param {IsoDay} from @param {IsoDay} to */
export const daysBetween = (from, to) =>
  Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / DAY);

/** The day after another. @param {IsoDay} day @returns {IsoDay} */
export const dayAfter = (day) => new Date(Date.parse(`${day}T00:00Z`) + DAY).toISOString().slice(0, 10);

/** The place of a day on the household's axis, in percent: a week has as much room as the 23 days after it.
 * @param {number} days */
export const position = (days) =>
  days <= 0 ? 0 : days >= AXIS_DAYS ? 100 : (100 * Math.log(1 + days / 7)) / Math.log(1 + AXIS_DAYS / 7);

/** The days of the labels below the axis. */
export const TICKS = /** @type {const} */ ([
  { days: 0 },
  { days: 7, count: 1, unit: "week" },
  { days: 30, count: 1, unit: "month" },
  { days: 91, count: 3, unit: "month" },
  { days: AXIS_DAYS, count: 1, unit: "year" },
]);

/** @param {IsoDay | null | undefined} day @param {IsoDay} today */
const left = (day, today) => (day ? daysBetween(today, day) : null);

/** @param {Line} line @param {IsoDay} today */
function facts(line, today) {
  const service = left(line.service_until, today);
  const number = left(line.number_until, today);
  const receives = left(line.receives_until, today);
  const hasStopped =
    line.status === "expired" || line.status === "grace" || (service !== null && service < 0);
  return {
    line,
    service,
    number,
    hasStopped,
    alerts: line.alerts ?? [],
    canBeCalled: hasStopped && receives !== null && receives >= 0,
    isSnoozed: Boolean(line.snoozed_on && line.snoozed_on >= today),
    isDateUnknown: (service === null && !line.is_endless) || line.question?.kind === "date",
  };
}

/**
 * @typedef {ReturnType<typeof facts>} Facts
 * @typedef {object} Row
 * @property {(facts: Facts) => boolean} is
 * @property {number} rank
 * @property {Level["shape"]} shape
 * @property {Level["fill"]} fill
 * @property {string} glyph
 * @property {Colour} colour
 * @property {string} [word]
 * @property {StripKind} [strip]
 * @property {Colour} [thread]
 */

/** @param {Facts} facts */
const endsNow = ({ service, line }) =>
  service !== null && service >= 0 && service <= 1 && !line.is_automatic;

const STOPPED = /** @type {const} */ ({ shape: "octagon", glyph: "bar", colour: "danger" });
const SOON = /** @type {const} */ ({ shape: "triangle", glyph: "exclamation" });
const ASKS = /** @type {const} */ ({ rank: 4, shape: "square", fill: "outlined" });
const AT_REST = /** @type {const} */ ({ shape: "circle", fill: "none" });

/** The first row that fits is what the line is. @type {readonly Row[]} */
const ROWS = [
  // A line that could not be loaded can take no deed, whatever was known of it last.
  { is: ({ line }) => !line.is_available, rank: 4, shape: "circle", fill: "dashed", glyph: "question", colour: "idle" },
  { is: ({ line }) => line.status === "lost", rank: 0, shape: "octagon", fill: "filled", glyph: "cross", colour: "danger", word: "lost" },
  { is: ({ line }) => line.status === "not_started", rank: 6, shape: "circle", fill: "dashed", glyph: "play", colour: "idle", word: "not_started" },
  { is: ({ line }) => line.status === "suspended", rank: 7, ...AT_REST, glyph: "pause", colour: "idle", word: "paused" },
  { is: ({ hasStopped, number }) => hasStopped && number !== null && number <= 1, rank: 0, ...STOPPED, fill: "filled", word: "stopped", strip: "renew" },
  { is: ({ hasStopped, isSnoozed }) => hasStopped && isSnoozed, rank: 5, ...STOPPED, fill: "dashed", word: "stopped" },
  { is: ({ canBeCalled }) => canBeCalled, rank: 2, ...STOPPED, fill: "outlined", word: "calls_in_only", strip: "renew" },
  { is: ({ hasStopped }) => hasStopped, rank: 2, ...STOPPED, fill: "filled", word: "stopped", strip: "renew" },
  { is: endsNow, rank: 1, ...SOON, fill: "filled", colour: "danger", strip: "renew" },
  { is: ({ line, isSnoozed }) => Boolean(line.is_due) && isSnoozed, rank: 5, ...SOON, fill: "dashed", colour: "warn" },
  { is: ({ line }) => Boolean(line.is_due), rank: 3, ...SOON, fill: "filled", colour: "warn", strip: "renew" },
  { is: ({ isDateUnknown }) => isDateUnknown, ...ASKS, glyph: "question", colour: "warn", word: "date_unknown", strip: "date", thread: "warn" },
  { is: ({ line }) => Boolean(line.question), ...ASKS, glyph: "question", colour: "ok", strip: "question" },
  { is: ({ alerts }) => alerts.some((alert) => alert.startsWith("data_")), ...ASKS, glyph: "down", colour: "warn", strip: "sentence", thread: "ok" },
  { is: ({ alerts }) => alerts.includes("source_stale"), ...ASKS, glyph: "broken", colour: "warn", strip: "sentence", thread: "ok" },
  { is: ({ line }) => Boolean(line.is_automatic), rank: 5, ...AT_REST, glyph: "loop", colour: "idle", thread: "ok" },
  { is: () => true, rank: 5, ...AT_REST, glyph: "tick", colour: "idle", thread: "ok" },
];

/** How much a line wants a hand, and how that looks. `word` is a key of the figure's word.
 * @param {Line} line @param {IsoDay} today @returns {Level} */
export function level(line, today) {
  const known = facts(line, today);
  const row = /** @type {Row} */ (ROWS.find((each) => each.is(known)));
  const thread = row.thread ?? row.colour;
  return {
    rank: row.rank,
    colour: row.colour,
    thread,
    ink: thread === "ok" ? "" : thread,
    shape: row.shape,
    fill: row.fill,
    glyph: row.glyph,
    word: row.word ?? null,
    days: known.service,
    strip: row.strip ?? null,
  };
}

/** Lines that the household shows, the most urgent first.
 * @param {Iterable<Line>} lines @param {Pick<Locale, "today" | "compare">} locale */
export function order(lines, locale) {
  return [...lines]
    .filter((line) => line.standing !== "archived")
    .map((line) => {
      const { rank } = level(line, locale.today);
      const { service, number, hasStopped } = facts(line, locale.today);
      return { line, rank, days: (hasStopped ? (number ?? service) : service) ?? Infinity };
    })
    .sort((a, b) => a.rank - b.rank || (a.days === b.days ? 0 : a.days - b.days) || locale.compare(a.line.name, b.line.name))
    .map(({ line }) => line);
}

/** What wants a hand, counted by shape and colour, in the order of `lines`.
 * @param {readonly Line[]} lines @param {IsoDay} today */
export function tally(lines, today) {
  /** @type {Map<string, { level: Level, count: number }>} */
  const groups = new Map();
  for (const line of lines) {
    const its = level(line, today);
    if (its.rank > 4 || !line.is_available) continue;
    const key = `${its.shape} ${its.colour}`;
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { level: its, count: 1 });
  }
  return [...groups.values()];
}

/** The thread of a line on the axis, in percent; `gain` is the end of service that a renewal would bring.
 * @param {Line} line @param {IsoDay} today @param {IsoDay | null} [gain]
 * @returns {{ parts: ThreadPart[], marks: ThreadMark[] }} */
export function thread(line, today, gain = null) {
  const known = facts(line, today);
  /** @type {ThreadPart[]} */
  const parts = [];
  /** @type {ThreadMark[]} */
  const marks = [];
  const add = (/** @type {ThreadPart["kind"]} */ kind, /** @type {number} */ from, /** @type {number} */ to) =>
    void (to > from && parts.push({ kind, from, to }));
  const { service, number } = known;
  if (line.status === "suspended") add("hollow", 0, service === null ? 100 : position(service));
  else if (line.is_endless && service === null) {
    add("works", 0, 100);
    marks.push({ kind: "arrow", at: 100 });
  } else if (line.status === "not_started" || service === null) add("dashes", 0, 100);
  else if (line.status !== "lost") {
    const works = position(service);
    const receives = Math.max(works, position(left(line.receives_until, today) ?? 0));
    const kept = position(number ?? 0);
    const isGone = service < 0 && receives === 0;
    add("kept", receives + (isGone ? 2.5 : 1.6), kept - 1.5);
    add("receives", works, receives);
    if (line.is_automatic) add("pale", works, 100);
    if (gain) add("gain", works, position(daysBetween(today, gain)));
    if (service >= 0) add("works", 0, Math.max(works, 0.01));
    const end = number ?? (line.is_automatic || line.is_by_use ? service : null);
    if (line.is_automatic || line.is_by_use) marks.push({ kind: "ring", at: works });
    else if (end !== null && end > 0) {
      marks.push(end > AXIS_DAYS ? { kind: "arrow", at: 100 } : { kind: "end", at: kept, isBehind: end === service });
    }
  }
  if (line.reminds_on && !gain) {
    const at = daysBetween(today, line.reminds_on);
    if (at >= 0) marks.push({ kind: "bell", at: position(at) });
  }
  return { parts, marks };
}

/** The days over the thread; the end of service is left out where it is too close to that of the number.
 * @param {Line} line @param {IsoDay} today */
export function flags(line, today) {
  const { service, number } = facts(line, today);
  const ends = [];
  const isNear = service !== null && number !== null && number > 0 && position(number) - position(service) < 22;
  if (line.service_until && service !== null && service >= 0 && (!isNear || number === service)) {
    ends.push({ day: line.service_until, at: position(service) });
  }
  if (line.number_until && number !== null && number > 0 && number !== service) {
    ends.push({ day: line.number_until, at: position(number) });
  }
  return ends;
}

/** How a balance is drawn, as shares of its track; nothing is drawn of what is not known.
 * @param {Bucket} bucket @returns {Bar} */
export function bar(bucket) {
  const { value, allowance, mark } = bucket;
  const isLow = Boolean(bucket.is_low) || (bucket.runs_out_early_days ?? 0) > 0;
  const looks = { part: null, mark: null, isLow, isOld: Boolean(bucket.is_old) };
  if (bucket.is_unlimited) return { ...looks, state: "unlimited", isLow: false };
  if (!bucket.is_known || value === null) return { ...looks, state: "unknown", isLow: false };
  if (value === 0 && bucket.bucket !== "credit") return { ...looks, state: "used_up", part: 0 };
  if (!allowance) return { ...looks, state: "plain" };
  const share = (/** @type {number} */ amount) => Math.min(1, Math.max(0, amount / allowance));
  return { ...looks, state: "part", part: share(value), mark: mark == null ? null : share(mark) };
}
