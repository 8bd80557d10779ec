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
    phase: text("phase"),
    date: typeof at === "string" ? date(new Date(at)) : "",
  };
}

/** What `Notifications.report` says of a feedback report, below its sentence. */
export function reportValues({ payload }: Pick<Told, "payload">) {
  const number = (key: string) => Number(payload[key] ?? 0);
  return {
    handed: number("handed_over"),
    matured: number("matured"),
    converted: number("converted"),
    horizon: number("horizon"),
    rate: number("rate"),
    baseline: number("baseline"),
    verdict: String(payload.verdict ?? "too_few"),
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
    case "feedback_report":
      return paths.feedback({ sheet: key, version: payload.version });
    case "webhook_disabled":
      return paths.webhook(key);
    default:
      return payload.suggestion
        ? paths.sheetSuggestion(key, Number(payload.suggestion))
        : paths.sheetReview(key);
  }
}
