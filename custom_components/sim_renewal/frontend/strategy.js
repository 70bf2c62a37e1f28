/** A whole dashboard in one click: overview, calendar, a view for each line, costs. */

import { linesOf } from "./connection.js";
import { drawable } from "./deeds.js";
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
    const known = linesOf(hass);
    await known.first();
    const { locale } = known;
    const lines = order(known.lines.values(), locale);
    const recorded = await drawable(hass, lines.flatMap(balancesOf), locale.today);
    const views = [overview(known, lines), calendar(known), ...lines.map((line) => lineView(known, line, recorded)), costs(known, lines)];
    return { title: locale.t("title"), views: views.filter(Boolean) };
  }
}

/** @param {Line} line */
const balancesOf = (line) =>
  (line.buckets ?? []).filter(({ bucket }) => bucket === "data" || bucket === "credit").flatMap(({ entity_id: id }) => id ?? []);

/** @param {string} heading @param {string} icon */
const head = (heading, icon) => ({ type: "heading", heading, icon });

/** @param {(object | false | "" | null | undefined)[]} cards */
const section = (...cards) => ({ type: "grid", cards: cards.filter(Boolean) });

/** @param {Lines} known @param {Line[]} lines */
function overview({ locale, said }, lines) {
  const { todo, calendar: events, monthly_cost: cost, next_renewal: next } = said?.household?.entities ?? {};
  const undated = lines.filter((line) => !line.service_until && level(line, locale.today).word === "date_unknown").length;
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

/** @param {Lines} known @param {Line} line @param {string[]} recorded */
function lineView({ locale }, line, recorded) {
  const status = line.entities?.sensor?.status;
  const graphs = balancesOf(line).filter((id) => recorded.includes(id));
  return {
    title: line.name, path: `line-${line.line_id}`, subview: true, type: "sections", max_columns: 2,
    sections: [
      section({ type: CARD, view: "line", device: line.device_id }),
      section(
        head(locale.t("history"), "mdi:chart-line"),
        // Credit and data have no common unit: a graph each.
        ...graphs.map((id) => ({ type: "statistics-graph", entities: [id], days_to_show: 90, period: "day", stat_types: ["mean"], chart_type: "line" })),
        // The diary is told of this sensor; with all of a line's entities, each deed would be ten rows.
        status && { type: "logbook", target: { entity_id: [status] }, name_detail: "entity", hours_to_show: 168 },
      ),
    ],
  };
}

/** @param {Lines} known @param {Line[]} lines */
function costs({ locale }, lines) {
  const spent = lines.flatMap(({ name, entities }) => {
    const entity = entities?.sensor?.spent_this_year;
    return entity ? { type: "tile", entity, name } : [];
  });
  return {
    title: locale.t("costs"), path: "costs", type: "sections", max_columns: 2,
    sections: [section({ type: CARD, view: "costs" }), section(...spent)].filter(({ cards }) => cards.length),
  };
}
