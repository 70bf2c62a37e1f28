/** Registers the card, the badge, the feature and the dashboard with Home Assistant. */

import { Card } from "./card.js";
import { Badge, ThreadFeature } from "./small.js";
import { DashboardStrategy } from "./strategy.js";

const ABOUT = {
  name: "SIM Renewal",
  description: "SIM lines: until when they work, and what to do about it",
  documentationURL: "https://github.com/sim-renewal/sim-renewal",
};

/** @param {string} tag @param {CustomElementConstructor} element */
const define = (tag, element) => customElements.get(tag) || customElements.define(tag, element);

/** Adds to one of the lists that Home Assistant reads, once. @param {string} list @param {{ type: string }} entry */
function offer(list, entry) {
  const offered = /** @type {{ type: string }[]} */ (/** @type {any} */ (window)[list] ??= []);
  if (!offered.some(({ type }) => type === entry.type)) offered.push(entry);
}

/** What is suggested for an entity of ours: what shows its line, or the household; nothing for a recipient or an account.
 * @param {string} type @param {object} [config] of a line */
const suggested = (type, config) => ({
  type, preview: true, ...ABOUT,
  getEntitySuggestion: (/** @type {Hass} */ hass, /** @type {string} */ entityId) => {
    const { platform, device_id: device } = hass.entities?.[entityId] ?? {};
    if (platform !== "sim_renewal" || !device) return null;
    const has = (/** @type {string} */ key) =>
      Object.values(hass.entities ?? {}).some((each) => each.device_id === device && each.translation_key === key);
    if (has("service_until")) return { config: { type: `custom:${type}`, ...config, device } };
    return has("lines_due") ? { config: { type: `custom:${type}` } } : null;
  },
});

define("sim-renewal-card", Card);
define("sim-renewal-badge", Badge);
define("sim-renewal-thread", ThreadFeature);
define("ll-strategy-dashboard-sim-renewal", DashboardStrategy);

offer("customCards", suggested("sim-renewal-card", { view: "line" }));
offer("customBadges", suggested("sim-renewal-badge"));
offer("customCardFeatures", /** @type {any} */ ({
  type: "sim-renewal-thread", name: ABOUT.name, configurable: false, isSupported: ThreadFeature.isSupported,
}));
offer("customStrategies", /** @type {any} */ ({ type: "sim-renewal", strategyType: "dashboard", ...ABOUT }));
