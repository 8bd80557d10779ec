import { randomUUID } from "node:crypto";
import type { Tx } from "#db/client.ts";
import type { LeftReason } from "#db/schema/programmes.ts";
import { formLinksOf } from "../forms/links-of.ts";
import { compose } from "../mail/compose.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { formsIn, poolsIn } from "../mail/template.ts";
import { codesOf } from "../promo/codes-of.ts";
import type { DueEnrolment, WorkspaceMail } from "./due.ts";
import { localeOf, mergeLead } from "./merge-fields.ts";
import { type Step, wordsOf } from "./schemas.ts";
import { nextInWindow, zoneOf } from "./window.ts";

const HOUR_MS = 3_600_000;

/** What a due enrolment came to: a mail was written, it waits, or it has ended. */
export type Taken = {
  mailed: boolean;
  done: string[];
  nextAt: Date;
  waiting: "window" | "cap" | null;
  left: LeftReason | null;
};

/** Takes the next step of an enrolment that is due: writes its mail, or says why it has to wait or ends. */
export async function takeStep(
  tx: Tx,
  workspace: WorkspaceMail,
  enrolment: DueEnrolment,
  now: Date,
): Promise<Taken> {
  const { content, done, lead, forbidden } = enrolment;
  const stay = { mailed: false, done, nextAt: now, waiting: null, left: null };
  if (forbidden !== null) return { ...stay, left: forbidden };
  const step = content.steps.find(({ key }) => !done.includes(key));
  if (!step) return { ...stay, left: "finished" };
  const zone = zoneOf(lead.attributes, workspace.timeZone);
  const free = nextInWindow(now, content.window, zone);
  if (free > now) return { ...stay, nextAt: free, waiting: "window" };
  if (enrolment.recent >= workspace.weeklyCap) {
    const at = enrolment.freeAt ?? new Date(now.getTime() + 7 * 24 * HOUR_MS);
    return { ...stay, nextAt: new Date(Math.max(at.getTime(), now.getTime() + 60_000)), waiting: "cap" };
  }
  if (!(await writeMail(tx, workspace, enrolment, step))) return { ...stay, left: "unreadable" };
  const after = [...done, step.key];
  const next = content.steps.find(({ key }) => !after.includes(key));
  return {
    mailed: true,
    done: after,
    nextAt: new Date(now.getTime() + (next?.delay_hours ?? 0) * HOUR_MS),
    waiting: null,
    left: next ? null : "finished",
  };
}

/** False where the step has no words, or they cannot be filled. */
async function writeMail(
  tx: Tx,
  workspace: WorkspaceMail,
  enrolment: DueEnrolment,
  step: Step,
): Promise<boolean> {
  const { lead, leadId, programmeId } = enrolment;
  const words = wordsOf(step, localeOf(lead.attributes, workspace.locale));
  if (words === null || lead.email === null) return false;
  const promo = await codesOf(tx, workspace.id, leadId, poolsIn([words.subject, words.body]));
  const form = await formLinksOf(tx, workspace.id, leadId, formsIn([words.subject, words.body]));
  const publicId = randomUUID();
  const head = { locale: words.locale, from: workspace.name, workspaceId: workspace.id, publicId };
  const composed = tryCompose(words, { lead: mergeLead(lead), promo, form }, head);
  if (composed === null) return false;
  await queueMail(tx, workspace.id, {
    ...composed,
    to: lead.email,
    locale: words.locale,
    kind: "programme",
    dedupe: `enrolment:${enrolment.id}:${step.key}`,
    leadId,
    publicId,
    step: { enrolmentId: enrolment.id, programmeId, key: step.key },
  });
  return true;
}

/** Templates are checked where they are saved; one that cannot be filled all the same stops nobody else's. */
function tryCompose(...given: Parameters<typeof compose>): ReturnType<typeof compose> | null {
  try {
    return compose(...given);
  } catch {
    return null;
  }
}
