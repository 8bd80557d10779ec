import { paths } from "../paths.ts";
import type { Notification } from "./schemas.ts";

type Told = Pick<Notification, "kind" | "subject" | "payload">;

/** What the sentence `Notifications.kinds.<kind>` is made with. */
export function sentenceValues(
  { payload }: Pick<Told, "payload">,
  product: string,
  date: (at: Date) => string,
) {
  const text = (key: string, missing = "") => String(payload[key] ?? missing);
  const number = (key: string) => Number(payload[key] ?? 0);
  const { at } = payload;
  return {
    by: text("by", product),
    sheet: text("sheet"),
    name: text("name"),
    lead: text("lead"),
    title: text("title"),
    left: number("left"),
    group: text("group"),
    reason: text("reason"),
    version: number("version"),
    day: number("day"),
    days: number("days"),
    score: number("score"),
    date: typeof at === "string" ? date(new Date(at)) : "",
  };
}

/** Where the notification leads. */
export function notificationPath({ kind, subject, payload }: Told): string {
  const key = String(payload.key ?? "");
  const [, lead] = /^lead:(\d+)$/.exec(subject) ?? [];
  if (lead) return paths.lead(lead);
  if (subject.startsWith("promo:")) return paths.settings("promo-codes");
  if (payload.handover) return paths.queue({ view: "all", handover: payload.handover });
  switch (kind) {
    case "hot_lead":
    case "group_entered":
    case "group_left":
      return paths.lead(Number(payload.lead));
    case "webhook_disabled":
      return paths.webhook(key);
    default:
      return payload.suggestion
        ? paths.sheetSuggestion(key, Number(payload.suggestion))
        : paths.sheetReview(key);
  }
}
