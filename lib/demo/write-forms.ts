import { randomUUID } from "node:crypto";
import type { Tx } from "#db/client.ts";
import { formAnswers, forms, formVersions } from "#db/schema/index.ts";
import { type Random, randomFrom, streamSeed } from "#db/seed/random.ts";
import { SEED_SHEETS } from "#db/seed/sheets.ts";
import { DAY, type SeedHandover, type SeedLead } from "#db/seed/types.ts";
import { newFormToken } from "../forms/put-form.ts";
import type { Answers, FormContent } from "../forms/schemas.ts";
import { startFrom } from "../forms/starters.ts";
import { idOf, only } from "./internal.ts";

const SEED = 7;
const SHEET = "dealership";
/** Customers are asked a week after they have bought, and this part of them answers. */
const ASKED_AFTER = 7 * DAY;
const ANSWERING = 0.55;
/** How often somebody remembers what they really did. */
const REMEMBERED = 0.6;
const RECOMMENDED = 0.2;

/** A contact form, and the survey for new customers of the dealership with the answers of those who bought. */
export async function writeForms(
  tx: Tx,
  workspaceId: number,
  leads: readonly SeedLead[],
  ids: ReadonlyMap<number, number>,
  now: number,
): Promise<void> {
  await writeForm(tx, workspaceId, "contact", "Contact form on the website", startFrom("contact"));
  const rules = SEED_SHEETS.find(({ key }) => key === SHEET)?.versions[0]?.content.rules ?? [];
  const told = rules.filter((rule) => rule.kind === "behaviour" && rule.points > 0);
  const survey = startFrom("influence", told);
  const formId = await writeForm(tx, workspaceId, "new-customers", "Survey for new customers", survey);
  const answers = leads.flatMap((lead) => {
    const bought = lead.stages.find(({ stage }) => stage === "customer");
    const handover = lead.handovers.find(({ sheet }) => sheet === SHEET);
    const random = randomFrom(streamSeed(SEED, lead.n));
    if (!bought || !handover || bought.at + ASKED_AFTER > now || !random.chance(ANSWERING)) return [];
    return [
      { leadId: idOf(ids, lead.n), at: new Date(bought.at + ASKED_AFTER), ...said(handover, survey, random) },
    ];
  });
  if (answers.length === 0) return;
  // Without their events: the scores of the past are the simulator's, which knows of no survey.
  const row = { workspaceId, formId, version: 1, state: "taken" as const, locale: "en" as const };
  await tx
    .insert(formAnswers)
    .values(
      answers
        .sort((a, b) => a.at.getTime() - b.at.getTime())
        .map((answer) => ({ ...row, ...answer, nonce: randomUUID() })),
    );
}

/** What a customer names: what the hand-over was for, as far as it is remembered, or a friend, or nothing of that. */
function said({ score }: SeedHandover, survey: FormContent, random: Random): { answers: Answers } {
  const did = new Set(score.contributions.flatMap(({ rule, points }) => (points > 0 ? [rule] : [])));
  const options = survey.fields[0]?.options ?? [];
  const named = options.flatMap(({ value, rules }) => {
    const chance = rules.some((rule) => did.has(rule))
      ? REMEMBERED
      : value === "recommendation"
        ? RECOMMENDED
        : 0;
    return random.chance(chance) ? [value] : [];
  });
  return { answers: { influences: named.length > 0 ? named : ["something_else"] } };
}

async function writeForm(
  tx: Tx,
  workspaceId: number,
  key: string,
  name: string,
  content: FormContent,
): Promise<number> {
  const { id } = only(
    await tx
      .insert(forms)
      .values({ workspaceId, key, name, token: newFormToken(), state: "open" })
      .returning({ id: forms.id }),
  );
  await tx.insert(formVersions).values({ workspaceId, formId: id, number: 1, content });
  return id;
}
