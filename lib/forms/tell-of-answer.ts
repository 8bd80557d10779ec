import type { Tx } from "#db/client.ts";
import type { AnswerContext } from "#db/schema/forms.ts";
import { writeEvents } from "../events/write.ts";
import { tellLead, writeLeads } from "../leads/write.ts";
import { recordConsents } from "../privacy/record-consents.ts";
import { lockForRescore } from "../scores/locks.ts";
import { rescoreLeads } from "../scores/rescore.ts";
import type { PublicForm } from "./find-form.ts";
import type { Answers, FormLocale } from "./schemas.ts";
import { type Told, toldBy } from "./tell.ts";

export type KeptAnswer = {
  id: number;
  nonce: string;
  answers: Answers;
  consent: boolean | null;
  locale: FormLocale;
  /** Whom a personal link named. */
  leadId: number | null;
  context: AnswerContext;
  at: Date;
};

/**
 * Makes attributes, an event and a consent of an answer that is kept, as messages of the collector become them, and
 * re-scores the lead. An answer that names nobody stays an answer; one that names an erased person is deleted.
 * @throws LeadsMoved where the transaction must begin anew.
 */
export async function tellOfAnswer(tx: Tx, form: PublicForm, answer: KeptAnswer): Promise<void> {
  const { workspaceId, key, content } = form;
  const told = toldBy(key, content, answer.answers);
  const lead = await tellWhom(tx, workspaceId, told, answer);
  if (lead === "erased") {
    await tx.$client.query("delete from form_answers where workspace_id = $1 and id = $2", [
      workspaceId,
      answer.id,
    ]);
    return;
  }
  if (lead === null) return;
  await tx.$client.query(
    `update form_answers set lead_id = coalesce(l.joined_into, l.id),
       via_lead_id = case when l.joined_into is not null then l.id end
     from leads l where form_answers.workspace_id = $1 and form_answers.id = $2 and l.workspace_id = $1 and l.id = $3`,
    [workspaceId, answer.id, lead.homeId],
  );
  const event = {
    ...told.event,
    leadId: lead.homeId,
    occurredAt: answer.at,
    messageId: `form/${answer.nonce}`,
    context: contextOf(answer.context),
  };
  const fresh = await writeEvents(tx, workspaceId, [event], {});
  const changed = await tellConsent(tx, form, lead.homeId, answer);
  const touched = [...changed, lead.leadId, ...fresh.filter((id) => id !== null)];
  await rescoreLeads(tx, workspaceId, { ids: touched }, new Date(), "event");
}

/** As the collector's messages say it: the campaign that brought the visitor, and what the browser says of itself. */
function contextOf({ campaign, user_agent }: AnswerContext): Record<string, unknown> | null {
  const context = {
    ...(campaign ? { campaign } : {}),
    ...(user_agent ? { userAgent: user_agent } : {}),
  };
  return Object.keys(context).length > 0 ? context : null;
}

type Whom = { leadId: number; homeId: number };

/** Who answered, told what the answers say; null: nobody knows. */
async function tellWhom(
  tx: Tx,
  workspaceId: number,
  { email, attributes }: Told,
  { leadId, context, at }: KeptAnswer,
): Promise<Whom | null | "erased"> {
  if (leadId !== null) {
    const named = await namedLead(tx, workspaceId, leadId);
    if (named === null) return "erased";
    await tellLead(tx, workspaceId, named.leadId, attributes, at);
    return named;
  }
  const anonymousId = context.anonymous_id ?? null;
  if (email === null && anonymousId === null) return null;
  const input = { email, anonymousId, attributes, knownAt: at };
  const [outcome] = await writeLeads(tx, workspaceId, [input]);
  if (!outcome) return null;
  return outcome.outcome === "suppressed" ? "erased" : outcome;
}

async function namedLead(tx: Tx, workspaceId: number, leadId: number): Promise<Whom | null> {
  await lockForRescore(tx, workspaceId, { ids: [] }); // the lead is joined with no other meanwhile
  const found = await tx.$client.query<{ shown: string }>(
    "select coalesce(joined_into, id) as shown from leads where workspace_id = $1 and id = $2",
    [workspaceId, leadId],
  );
  const [row] = found.rows;
  return row ? { leadId: Number(row.shown), homeId: leadId } : null;
}

/** A yes to the consent line, with the version and the words that were read. */
async function tellConsent(
  tx: Tx,
  { workspaceId, key, version, content }: PublicForm,
  leadId: number,
  { consent, locale, at }: KeptAnswer,
): Promise<number[]> {
  // A box that is left empty is no refusal: the person has not said anything.
  if (consent !== true || content.consent === null) return [];
  const note = `Form "${key}", version ${version} (${locale}): ${content.consent.text[locale]}`;
  return recordConsents(
    tx,
    workspaceId,
    [{ leadId, purpose: content.consent.purpose, state: "granted", at, note }],
    { origin: "form" },
  );
}
