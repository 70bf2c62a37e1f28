/** What the server sends, and the little of Home Assistant's frontend that the card uses: known to every file of it. */

type Card = import("../../custom_components/sim_renewal/frontend/card.js").Card;
type Lines = import("../../custom_components/sim_renewal/frontend/connection.js").Lines;
type Locale = import("../../custom_components/sim_renewal/frontend/locale.js").Locale;
type Fields = Record<string, any>;

type IsoDay = string;
type IsoMoment = string;
type Amounts = Record<string, number | null>;
type Status =
  | "not_started" | "active" | "due" | "expired" | "grace" | "lost" | "suspended" | "unknown";
type BucketKind = "data" | "voice" | "sms" | "credit";
type Question =
  | { kind: "landed"; renewal_id: string; amount: number | null; currency: string; date: IsoDay }
  | { kind: "date" }
  | { kind: "doubt"; text: string };

interface Bucket {
  bucket: BucketKind;
  value: number | null;
  unit: string;
  allowance?: number | null;
  is_unlimited?: boolean;
  is_known: boolean;
  measured_at?: IsoMoment | null;
  is_low?: boolean;
  is_old?: boolean;
  runs_out?: IsoDay | null;
  runs_out_early_days?: number | null;
  mark?: number | null;
  entity_id?: string | null;
}

interface LineSource {
  kind: "typed" | "entity" | "rest" | "message" | "account";
  name?: string | null;
  updated_at?: IsoMoment | null;
  by?: string | null;
  is_silent?: boolean;
  silent_since?: IsoMoment | null;
}

interface Line {
  line_id: string;
  device_id: string;
  name: string;
  owner?: string | null;
  carrier?: string | null;
  offer?: string | null;
  form?: "physical" | "esim" | null;
  status: Status;
  standing?: string;
  is_available: boolean;
  service_until: IsoDay | null;
  number_until: IsoDay | null;
  receives_until?: IsoDay | null;
  is_due: boolean | null;
  is_automatic?: boolean;
  is_by_use?: boolean;
  has_rule?: boolean;
  is_endless?: boolean;
  snoozed_until?: IsoMoment | null;
  next_reminder?: { at: IsoMoment; to: string[] } | null;
  question?: Question | null;
  alerts?: string[];
  buckets?: Bucket[];
  source?: LineSource | null;
  price?: { amount: number | null; currency: string; per_month?: number | null } | null;
  prices?: { since: IsoDay; amount: number; currency: string }[];
  last_renewal?: {
    date: IsoDay; amount: number | null; currency: string; payer?: string | null;
  } | null;
  open?: { kind: string; link: string } | null;
  promotion?: { note?: string | null; until?: IsoDay | null } | null;
  moved_on?: IsoDay | null;
  unsure?: string | null;
  undo?: { renewal_id: string; until: IsoMoment } | null;
  payers?: string[];
  channels?: string[];
  can: { write: boolean; open_device: boolean };
  entities?: Record<string, Record<string, string>>;
  version?: unknown;
  /** The days at home of `snoozed_until` and `next_reminder`, which `connection.js` adds. */
  snoozed_on?: IsoDay | null;
  reminds_on?: IsoDay | null;
}

interface Household {
  entry_id: string;
  is_running: boolean;
  monthly_cost?: Amounts;
  spent_this_year?: Amounts;
  spent_by_month?: { month: string; amounts: Amounts }[];
  entities?: Record<string, string>;
}

interface AllLines {
  kind: "all";
  today: IsoDay;
  time_zone: string;
  currency: string;
  is_admin: boolean;
  may_add: boolean;
  household: Household | null;
  words: Record<string, string>;
  lines: Line[];
}

interface ChangedLines {
  kind: "changes";
  today: IsoDay;
  lines: Line[];
  removed: string[];
  household?: Household | null;
}

interface Ends {
  service_until: IsoDay | null;
  number_until: IsoDay | null;
}

interface Preview {
  outcome: "moved" | "contained" | "same_deed" | "undated" | "refunded" | "unchanged";
  before: Ends;
  after: Ends;
  text?: string | null;
  advice?: string[];
  is_asked?: boolean;
  by?: string | null;
  recorded_at?: IsoMoment | null;
}

interface Recorded extends Preview {
  renewal_id: string;
  payer?: string | null;
  currency?: string | null;
  charged_amount?: number | null;
}

interface Renewal {
  renewal_id: string;
  date: IsoDay | null;
  refund?: boolean;
  amount: number | null;
  currency: string | null;
  channel?: string | null;
  payer?: string | null;
  note?: string | null;
  receipt_url?: string | null;
  receipt_type?: string | null;
  is_undone?: boolean;
  undo_until?: IsoMoment | null;
  text?: string | null;
}

interface HassConnection {
  subscribeMessage<T>(
    callback: (event: T) => void, message: object, options?: { resubscribe?: boolean },
  ): Promise<() => Promise<void> | void>;
  sendMessagePromise<T>(message: object): Promise<T>;
  addEventListener(type: string, listener: () => void): void;
}

interface Hass {
  connection: HassConnection;
  language?: string;
  locale?: { language: string; number_format?: string };
  user?: { name?: string; is_admin?: boolean };
  states?: Record<string, { state: string; attributes: Record<string, unknown> }>;
  entities?: Record<string, { platform?: string; device_id?: string | null; translation_key?: string }>;
  devices?: Record<string, { id: string; identifiers?: [string, string][]; name?: string | null }>;
  localize?(key: string, values?: object): string;
  loadBackendTranslation?(category: string, integration: string): Promise<unknown>;
  fetchWithAuth?(path: string, init?: RequestInit): Promise<Response>;
}

interface CardConfig {
  type: string;
  title?: string;
  view?: "household" | "line" | "costs";
  device?: string;
  limit?: number;
  density?: "comfortable" | "compact" | "large";
  /** Whether a row opens the view `line-<id>` of its dashboard instead of a sheet. */
  opens_view?: boolean;
}

type Colour = "danger" | "warn" | "ok" | "idle";
type StripKind = "renew" | "date" | "question" | "sentence" | null;

interface Level {
  rank: number;
  colour: Colour;
  /** The colour of the thread, and of the figure; an empty ink is the text's own colour. */
  thread: Colour;
  ink: Colour | "";
  shape: "octagon" | "triangle" | "square" | "circle";
  fill: "filled" | "outlined" | "dashed" | "none";
  glyph: string;
  word: string | null;
  days: number | null;
  strip: StripKind;
}

interface ThreadPart {
  kind: "works" | "receives" | "kept" | "pale" | "gain" | "hollow" | "dashes";
  from: number;
  to: number;
}

interface ThreadMark {
  kind: "end" | "arrow" | "ring" | "bell";
  at: number;
  /** Whether the end stands behind a thread that ends on the same day. */
  isBehind?: boolean;
}

interface Bar {
  state: "part" | "plain" | "unlimited" | "unknown" | "used_up";
  part: number | null;
  mark: number | null;
  isLow: boolean;
  isOld: boolean;
}
