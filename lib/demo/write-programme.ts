import type { Tx } from "#db/client.ts";
import { programmes, promoPools } from "#db/schema/index.ts";
import { recordConsents } from "../privacy/record-consents.ts";
import { enrolLeads } from "../programmes/enrol.ts";
import { loadProgramme } from "../programmes/internal.ts";
import type { ProgrammeContent } from "../programmes/schemas.ts";

const KEY = "test-drive";
const ENROLLED = 8;

const CONTENT: ProgrammeContent = {
  goal: { kind: "stage", stage: "opportunity" },
  window: { days: [1, 2, 3, 4, 5, 6], from: "09:00", to: "19:00" },
  steps: [
    {
      key: "invitation",
      delay_hours: 24,
      subject: {
        en: "{{ lead.first_name | default: 'Hello' }}, your test drive is waiting",
        es: "{{ lead.first_name | default: 'Hola' }}, tu prueba de conducción te espera",
      },
      body: {
        en: "Hello {{ lead.first_name }},\n\nthe car you looked at is here. [Choose a day](https://dealer.example/test-drive) and it is yours for an hour.",
        es: "Hola, {{ lead.first_name }}:\n\nel coche que miraste ya está aquí. [Elige un día](https://dealer.example/test-drive) y es tuyo durante una hora.",
      },
    },
    {
      key: "directions",
      delay_hours: 72,
      subject: { en: "How to find us", es: "Cómo llegar" },
      body: {
        en: "We are ten minutes from the station: [directions](https://dealer.example/directions).",
        es: "Estamos a diez minutos de la estación: [cómo llegar](https://dealer.example/directions).",
      },
    },
    {
      key: "code",
      delay_hours: 168,
      subject: { en: "Something for your visit", es: "Algo para tu visita" },
      body: {
        en: "Show this code on your visit and the first service is on us: **{{ promo.first-service }}**.",
        es: "Enseña este código en tu visita y la primera revisión corre de nuestra cuenta: **{{ promo.first-service }}**.",
      },
    },
  ],
};

/** A programme of a dealership with a few leads in it, which agreed to mails; the first mail is due in a day. */
export async function writeProgramme(tx: Tx, workspaceId: number, now: number): Promise<void> {
  await tx.insert(programmes).values({
    workspaceId,
    key: KEY,
    name: "Test drive",
    state: "running",
    content: CONTENT,
  });
  await tx.insert(promoPools).values({
    workspaceId,
    key: "first-service",
    name: "First service",
    pattern: "SERVICE-********",
    limit: 500,
    warnBelow: 50,
  });
  const found = await tx.$client.query<{ id: string }>(
    `select id from leads where workspace_id = $1 and email is not null and stage = 'lead' and objected_at is null
       and joined_into is null order by last_event_at desc nulls last, id limit ${ENROLLED}`,
    [workspaceId],
  );
  const leadIds = found.rows.map(({ id }) => Number(id));
  const at = new Date(now - 86_400_000);
  const agreed = leadIds.map((leadId) => ({
    leadId,
    purpose: "marketing_email",
    state: "granted" as const,
    at,
    note: "Form on the website",
  }));
  await recordConsents(tx, workspaceId, agreed, { origin: "api" });
  const programme = await loadProgramme(tx, workspaceId, KEY);
  await enrolLeads(tx, workspaceId, { programme, leadIds, origin: "demo" }, new Date(now));
}
