import { inWorkspace, type Tx } from "#db/client.ts";
import type { AnswerContext, SpamReason } from "#db/schema/forms.ts";
import { againWhereMoved } from "../leads/moved.ts";
import { noteArrivals } from "../live/note-arrivals.ts";
import type { PublicForm } from "./find-form.ts";
import type { Answers, FormLocale } from "./schemas.ts";
import { tellOfAnswer } from "./tell-of-answer.ts";

const SPAM_DAYS = 30;

export type SentAnswer = {
  /** Of the page that it was sent from. */
  nonce: string;
  answers: Answers;
  consent: boolean | null;
  locale: FormLocale;
  /** Whom a personal link named. */
  leadId: number | null;
  context: AnswerContext;
  spam: SpamReason | null;
  at: Date;
};

/** `replayed`: this page was answered before, and nothing was done. */
export type Taken = "taken" | "spam" | "replayed" | "closed";

/**
 * Takes what a public page sent: keeps the answers, tells the lead's attributes and event, and re-scores it, in one
 * transaction. Spam is kept for a month for members to look at, and touches no lead. Of an erased person nothing is kept.
 */
export async function takeAnswer(form: PublicForm, sent: SentAnswer): Promise<Taken> {
  const { workspaceId } = form;
  const taken = await againWhereMoved(() => inWorkspace(workspaceId, (tx) => take(tx, form, sent)));
  if (taken === "taken") noteArrivals(workspaceId);
  return taken;
}

async function take(tx: Tx, form: PublicForm, sent: SentAnswer): Promise<Taken> {
  const { workspaceId } = form;
  // Closing the form waits for answers that are being taken, and those that come later find it closed.
  const open = await tx.$client.query<{ state: string }>(
    "select state from forms where workspace_id = $1 and id = $2 for share",
    [workspaceId, form.id],
  );
  if (open.rows[0]?.state !== "open") return "closed";
  const id = await keep(tx, form, sent);
  if (id === null) return "replayed";
  if (sent.spam !== null) {
    await tx.$client.query(
      `delete from form_answers where workspace_id = $1 and form_id = $2 and state = 'spam'
         and at < $3::timestamptz - make_interval(days => ${SPAM_DAYS})`,
      [workspaceId, form.id, sent.at],
    );
    return "spam";
  }
  await tellOfAnswer(tx, form, { ...sent, id });
  return "taken";
}

/** @returns the answer's id, or null where one of the same page is kept already. */
async function keep(tx: Tx, form: PublicForm, sent: SentAnswer): Promise<number | null> {
  const found = await tx.$client.query<{ id: string }>(
    `insert into form_answers (workspace_id, form_id, version, nonce, state, reason, answers, locale, consent, named_lead_id,
       context, at)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, (select id from leads where workspace_id = $1 and id = $10),
       $11::jsonb, $12)
     on conflict (workspace_id, form_id, nonce) do nothing returning id`,
    [
      form.workspaceId,
      form.id,
      form.version,
      sent.nonce,
      sent.spam === null ? "taken" : "spam",
      sent.spam,
      JSON.stringify(sent.answers),
      sent.locale,
      sent.consent,
      // Of what is taken, the lead is found before it is named: nothing of a lead is locked until then.
      sent.spam === null ? null : sent.leadId,
      JSON.stringify(sent.context),
      sent.at,
    ],
  );
  const [row] = found.rows;
  return row ? Number(row.id) : null;
}
