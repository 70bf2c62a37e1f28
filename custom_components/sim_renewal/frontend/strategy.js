/**
 * A whole dashboard in one click: overview, calendar, a view for each line, costs.
 * @import { Lines } from "./connection.js"
 * @import { Hass, Line } from "./types"
 */

import { linesOf } from "./connection.js";
import { useLocalize } from "./editor.js";
import { level, order } from "./model.js";

const CARD = "custom:sim-renewal-card";

export class DashboardStrategy extends HTMLElement {
  static registryDependencies = ["entities", "devices"];
  static noEditor = true;

  /** @param {Hass} hass */
  static getCreateSuggestions(hass) {
    const title = hass.localize?.("component.sim_renewal.common.card_title") || "SIM lines";
    return { title, icon: "mdi:sim-outline" };
  }

  /** @param {object} _config @param {Hass} hass */
  static async generate(_config, hass) {
    if (hass.localize) useLocalize(hass.localize);
    const known = linesOf(hass);
    await known.first();
    const { locale } = known;
    const lines = order(known.lines.values(), locale.today, (a, b) => locale.compare(a, b));
    const recorded = await withStatistics(hass, lines);
    const views = [overview(known, lines), calendar(known), ...lines.map((line) => lineView(known, line, recorded)), costs(known, lines, recorded)];
    return { title: locale.t("title"), views: views.filter(Boolean) };
  }
}

/** Which of the sensors of balances have statistics. @param {Hass} hass @param {Line[]} lines */
async function withStatistics(hass, lines) {
  const ids = lines.flatMap((line) => [...balancesOf(line), ...spentOf(line)]);
  if (!ids.length) return new Set();
  const found = await hass.connection
    .sendMessagePromise(/** @type {any} */ ({ type: "recorder/get_statistics_metadata", statistic_ids: ids }))
    .catch(() => []);
  return new Set(/** @type {{ statistic_id: string }[]} */ (found).map(({ statistic_id: id }) => id));
}

/** @param {Line} line */
const balancesOf = (line) =>
  (line.buckets ?? []).filter(({ bucket }) => bucket === "data" || bucket === "credit").flatMap(({ entity_id: id }) => id ?? []);

/** @param {Line} line */
const spentOf = (line) => [line.entities?.sensor?.spent_this_year ?? []].flat();

/** @param {string} heading @param {string} icon */
const head = (heading, icon) => ({ type: "heading", heading, icon });

/** @param {(object | false | "" | null | undefined)[]} cards */
const section = (...cards) => ({ type: "grid", cards: cards.filter(Boolean) });

/** @param {Lines} known @param {Line[]} lines */
function overview({ locale, said }, lines) {
  const { todo, calendar: events, monthly_cost: cost, next_renewal: next } = said?.household?.entities ?? {};
  const undated = lines.filter((line) => level(line, locale.today).word === "date_unknown").length;
  const isAlone = lines.length > 0 && !lines.some((line) => line.next_reminder?.to.length);
  const hints = [
    undated && locale.t("hint_dates", { count: locale.number(undated) }),
    isAlone && locale.t("hint_nobody"),
  ].filter(Boolean);
  return {
    title: locale.t("overview"), path: "home", type: "sections", max_columns: 2,
    sections: [
      section({ type: CARD, opens_view: true }),
      section(
        hints.length > 0 && { type: "markdown", content: hints.join("\n\n") },
        todo && head(locale.t("renewals_due"), "mdi:format-list-checks"),
        todo && { type: "todo-list", entity: todo, hide_create: true },
        events && head(locale.t("coming_up"), "mdi:calendar"),
        events && { type: "calendar", initial_view: "listWeek", entities: [events] },
        Boolean(cost || next) && head(locale.t("costs"), "mdi:cash"),
        cost && { type: "tile", entity: cost, name: locale.t("monthly_cost") },
        next && { type: "tile", entity: next, name: locale.t("next_renewal") },
      ),
    ],
  };
}

/** @param {Lines} known */
function calendar({ locale, said }) {
  const events = said?.household?.entities?.calendar;
  return events && {
    title: locale.t("calendar"), path: "calendar", type: "sections", max_columns: 1,
    sections: [section({ type: "calendar", initial_view: "dayGridMonth", entities: [events], grid_options: { columns: "full" } })],
  };
}

/** @param {Lines} known @param {Line} line @param {Set<string>} recorded */
function lineView({ locale }, line, recorded) {
  const entities = balancesOf(line).filter((id) => recorded.has(id));
  return {
    title: line.name, path: `line-${line.line_id}`, subview: true, type: "sections", max_columns: 2,
    sections: [
      section({ type: CARD, view: "line", device: line.device_id }),
      section(
        head(locale.t("history"), "mdi:chart-line"),
        // Credit and data have no common unit: a graph each.
        ...entities.map((id) => ({ type: "statistics-graph", entities: [id], days_to_show: 90, period: "day", stat_types: ["mean"], chart_type: "line" })),
        { type: "logbook", target: { device_id: [line.device_id] }, hours_to_show: 168 },
      ),
    ],
  };
}

/** @param {Lines} known @param {Line[]} lines @param {Set<string>} recorded */
function costs({ locale, said }, lines, recorded) {
  const spent = lines.flatMap(spentOf);
  const graph = spent.filter((id) => recorded.has(id));
  const total = said?.household?.entities?.spent_this_year;
  return {
    title: locale.t("costs"), path: "costs", type: "sections", max_columns: 2,
    sections: [
      section({ type: CARD, view: "costs" }),
      section(
        graph.length > 0 && { type: "statistics-graph", entities: graph, chart_type: "bar", period: "month", stat_types: ["change"], days_to_show: 365 },
        total && { type: "tile", entity: total },
        ...lines.flatMap((line) => spentOf(line).map((entity) => ({ type: "tile", entity, name: line.name }))),
      ),
    ].filter(({ cards }) => cards.length),
  };
}
