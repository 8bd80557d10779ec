import { inWorkspace } from "#db/client.ts";
import { programmes } from "#db/schema/index.ts";
import type { ProgrammeState } from "#db/schema/programmes.ts";
import { only, unique } from "#db/testing/factories.ts";
import { writeLeads } from "../leads/write.ts";
import { recordConsents } from "../privacy/record-consents.ts";
import { enrolLeads } from "./enrol.ts";
import { findProgramme, type ProgrammeRow } from "./internal.ts";
import type { ProgrammeContent, Step } from "./schemas.ts";

export const step = (key: string, more: Partial<Step> = {}): Step => ({
  key,
  delay_hours: 0,
  subject: { en: `Subject ${key}`, es: `Asunto ${key}` },
  body: {
    en: `Hello {{ lead.first_name }}, this is ${key}.`,
    es: `Hola {{ lead.first_name }}, esto es ${key}.`,
  },
  ...more,
});

/** A programme, running unless told otherwise. */
export async function createProgramme(
  workspaceId: number,
  content: Partial<ProgrammeContent> = {},
  state: ProgrammeState = "running",
): Promise<ProgrammeRow> {
  const key = unique("p");
  return inWorkspace(workspaceId, async (tx) => {
    await tx.insert(programmes).values({
      workspaceId,
      key,
      name: key,
      state,
      content: { steps: [step("one")], goal: null, window: null, ...content },
    });
    const made = await findProgramme(tx, workspaceId, key);
    if (!made) throw new Error("the programme was not stored");
    return made;
  });
}

/** A lead with an address that said yes to marketing mails, unless told otherwise. */
export async function createLead(
  workspaceId: number,
  attributes: Record<string, unknown> = {},
  { consent = "granted" as "granted" | "denied" | null, email = `${unique("lead")}@lead.test` } = {},
): Promise<{ id: number; email: string }> {
  return inWorkspace(workspaceId, async (tx) => {
    const at = new Date(Date.now() - 60_000);
    const { leadId } = only(await writeLeads(tx, workspaceId, [{ email, attributes, knownAt: at }]));
    if (consent)
      await recordConsents(tx, workspaceId, [{ leadId, purpose: "marketing_email", state: consent, at }], {
        origin: "api",
      });
    return { id: leadId, email };
  });
}

/** So many hours from now. */
export const later = (hours: number) => new Date(Date.now() + hours * 3_600_000);

export const enrol = (workspaceId: number, programme: ProgrammeRow, leadId: number) =>
  inWorkspace(workspaceId, (tx) =>
    enrolLeads(tx, workspaceId, { programme, leadIds: [leadId], origin: "hand" }),
  );

type Enrolment = {
  active: boolean;
  left_reason: string | null;
  waiting: string | null;
  done: string[];
  next_at: Date;
};

/** The lead's enrolments, oldest first. */
export const enrolmentsOf = (workspaceId: number, leadId: number) =>
  inWorkspace(
    workspaceId,
    async (tx) =>
      (
        await tx.$client.query<Enrolment>(
          "select active, left_reason, waiting, done, next_at from enrolments where workspace_id = $1 and lead_id = $2 order by id",
          [workspaceId, leadId],
        )
      ).rows,
  );
