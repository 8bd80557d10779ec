import { translator } from "../i18n/translator.ts";
import { type LeadEvent, leadEventSchema } from "./lead-event-schema.ts";
import { TEST_TYPE } from "./test-event.ts";

/** What Slack reads as markup (mentions, links): a lead's name must not call a channel. */
const plain = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A message as Slack and what is compatible with it take one: `{ text }`, in the workspace's language. */
export async function slackBody(payload: Record<string, unknown>, locale: string): Promise<string> {
  const t = await translator(locale, "Webhooks.slack");
  if (payload.type === TEST_TYPE) return JSON.stringify({ text: t("test") });
  return JSON.stringify({ text: leadText(leadEventSchema.parse(payload), t) });
}

function leadText(
  { type, data }: LeadEvent,
  t: Awaited<ReturnType<typeof translator<"Webhooks.slack">>>,
): string {
  const { lead, sheet, version, group, score, reasons, url } = data;
  const name = plain(lead.name ?? lead.email ?? t("lead", { id: String(lead.id) }));
  const values = { name, group: plain(group.name), sheet: plain(sheet.name), version, score };
  const lines = [
    type === "lead.group_entered" ? t("entered", values) : t("left", values),
    ...(lead.email && lead.name ? [plain(lead.email)] : []),
    ...reasons.map((reason) => t("reason", { name: plain(reason.name), points: reason.points })),
    `<${url}|${t("open")}>`,
  ];
  return lines.join("\n");
}
