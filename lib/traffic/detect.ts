import { isbot } from "isbot";

/** Why an event does not count by what its agent says of itself. */
export type AgentReason = "bot" | "proxy";
/** What happens to a mail; anything else that happens is none of it. */
export type MailAct = "delivery" | "open" | "click";

/** Agents of image proxies that load a mail's pictures whether or not anybody reads it (Gmail, Yahoo). */
const PROXIES = ["googleimageproxy", "ggpht.com", "yahoomailproxy"];
/** The whole of what Apple's Mail Privacy Protection says of itself. */
const APPLE = "mozilla/5.0";
/** No agent is longer; the rest of one that is, is not looked at. */
export const MOST_AGENT = 500;

/**
 * Why an event by this agent does not count, or null. `proxy` is said of opens of mails only: an agent that loads pictures
 * clicks nothing. Known bots are those of the library `isbot`. What proxies call themselves: SocketLabs, "Identifying Apple
 * MPP opens"; Google, "Gmail image proxy".
 */
export function agentReason(eventName: string, agent: string | null): AgentReason | null {
  if (agent === null || agent === "") return null;
  const said = agent.slice(0, MOST_AGENT);
  const folded = said.trim().toLowerCase();
  if (mailAct(eventName) === "open" && (folded === APPLE || PROXIES.some((name) => folded.includes(name))))
    return "proxy";
  return isbot(said) ? "bot" : null;
}

const MAIL = new Set(["email", "mail", "newsletter", "correo"]);
const VERBS: Record<string, MailAct> = {
  click: "click",
  clicked: "click",
  clicks: "click",
  clic: "click",
  open: "open",
  opened: "open",
  opens: "open",
  abierto: "open",
  delivered: "delivery",
  sent: "delivery",
  entregado: "delivery",
  enviado: "delivery",
};

/** What an event says of a mail by its name: "Email Link Clicked" (Segment's e-mail spec), `mail_click`, `emailOpened`. */
export function mailAct(eventName: string): MailAct | null {
  const words = eventName
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);
  if (!words.some((word) => MAIL.has(word))) return null;
  const verb = words.find((word) => Object.hasOwn(VERBS, word));
  return verb === undefined ? null : (VERBS[verb] ?? null);
}

const MAIL_KEYS = [
  "emailid",
  "mailid",
  "broadcastid",
  "newsletterid",
  "campaignid",
  "campaignname",
  "campaign",
];
const LINK_KEYS = ["linkurl", "url", "href", "link", "linkid"];

/** The first of `keys` that has a text or number among the properties, however its name is written. */
function named(properties: Record<string, unknown>, keys: readonly string[]): string {
  const values = new Map<string, string>();
  for (const [key, value] of Object.entries(properties))
    if (typeof value === "string" || typeof value === "number")
      values.set(key.toLowerCase().replace(/[^a-z]/g, ""), String(value));
  return keys.map((key) => values.get(key)).find((value) => value !== undefined) ?? "";
}

/** One lead's event, `at` in milliseconds. */
export type SeenEvent = { id: string; at: number; name: string; properties: Record<string, unknown> };
type MailEvent = { id: string; at: number; act: MailAct; mail: string; link: string };

const SECOND = 1_000;
/** So many different links within so long are no reader's. */
const RUNS = [
  { links: 2, within: 2 * SECOND },
  { links: 3, within: 10 * SECOND },
];
/** So soon after delivery two are enough: a reader has not yet seen the mail. */
const AFTER_DELIVERY = { links: 2, within: 10 * SECOND };
/** An open this long before the clicks is the scanner's too. */
const OPEN_BEFORE = 10 * SECOND;
/** Events further than this from one another say nothing of each other. */
export const BURST_REACH = 20 * SECOND;

/**
 * Ids of one lead's events that a mail scanner caused: clicks on several links of one mail within seconds of each other or
 * of its delivery, with the opens that went before. In whatever order they are given; a further event may add to what was
 * found and takes nothing from it. Scanners follow every link at once (mautic/mautic#16263, whose own threshold is 2 s;
 * vendors of such gateways tell of 1 to 5 s, and of the first seconds after delivery). Clicks that name no link tell nothing.
 */
export function scannerEvents(events: readonly SeenEvent[]): Set<string> {
  const mails = new Map<string, MailEvent[]>();
  for (const { id, at, name, properties } of events) {
    const act = mailAct(name);
    if (act === null) continue;
    const mail = named(properties, MAIL_KEYS);
    const event = { id, at, act, mail, link: named(properties, LINK_KEYS) };
    mails.set(mail, [...(mails.get(mail) ?? []), event]);
  }
  const found = new Set<string>();
  for (const ofMail of mails.values()) {
    const clicks = ofMail.filter(({ act, link }) => act === "click" && link !== "");
    const deliveries = ofMail.filter(({ act }) => act === "delivery");
    const windows = [
      ...RUNS.flatMap((run) => clicks.map(({ at }) => ({ ...run, from: at }))),
      ...deliveries.map(({ at }) => ({ ...AFTER_DELIVERY, from: at })),
    ];
    for (const { from, within, links } of windows) {
      const inside = clicks.filter(({ at }) => at >= from && at <= from + within);
      if (new Set(inside.map(({ link }) => link)).size < links) continue;
      const first = Math.min(...inside.map(({ at }) => at));
      const last = Math.max(...inside.map(({ at }) => at));
      const opens = ofMail.filter(({ act, at }) => act === "open" && at >= first - OPEN_BEFORE && at <= last);
      for (const { id } of [...inside, ...opens]) found.add(id);
    }
  }
  return found;
}
