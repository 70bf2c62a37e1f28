/** Registers the card, the badge, the feature and the dashboard with Home Assistant. */

import { Card } from "./card.js";
import { Badge, ThreadFeature } from "./small.js";
import { DashboardStrategy } from "./strategy.js";

const DOCUMENTATION = "https://github.com/sim-renewal/sim-renewal";

/** @param {string} tag @param {CustomElementConstructor} element */
const define = (tag, element) => customElements.get(tag) || customElements.define(tag, element);

/** Adds to one of the lists that Home Assistant reads, once. @param {string} list @param {{ type: string }} entry */
function offer(list, entry) {
  const offered = (/** @type {any} */ (window)[list] ??= []);
  if (!offered.some((/** @type {{ type: string }} */ { type }) => type === entry.type)) offered.push(entry);
}

/** A card for the line of an entity of ours. @param {string} type @param {object} config */
const suggestion = (type, config) => (/** @type {Hass} */ hass, /** @type {string} */ entityId) => {
  const entity = hass.entities?.[entityId];
  if (entity?.platform !== "sim_renewal" || !entity.device_id) return null;
  return { config: { type, ...config, device: entity.device_id } };
};

define("sim-renewal-card", Card);
define("sim-renewal-badge", Badge);
define("sim-renewal-thread", ThreadFeature);
define("ll-strategy-dashboard-sim-renewal", DashboardStrategy);

const name = "SIM Renewal";
const description = "SIM lines: until when they work, and what to do about it";

offer("customCards", /** @type {any} */ ({
  type: "sim-renewal-card", name, description, preview: true, documentationURL: DOCUMENTATION,
  getEntitySuggestion: suggestion("custom:sim-renewal-card", { view: "line" }),
}));
offer("customBadges", /** @type {any} */ ({
  type: "sim-renewal-badge", name, description, preview: true, documentationURL: DOCUMENTATION,
  getEntitySuggestion: suggestion("custom:sim-renewal-badge", {}),
}));
offer("customCardFeatures", /** @type {any} */ ({
  type: "sim-renewal-thread", name, configurable: false, isSupported: ThreadFeature.isSupported,
}));
offer("customStrategies", /** @type {any} */ ({
  type: "sim-renewal", strategyType: "dashboard", name, description, documentationURL: DOCUMENTATION,
}));
