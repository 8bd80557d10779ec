import { randomUUID } from "node:crypto";
import { inWorkspace, type Tx } from "../db/client.ts";
import {
  formAnswers,
  forms,
  formVersions,
  imports,
  programmes,
  sources,
  webhookDeliveries,
  webhookEndpoints,
} from "../db/schema/index.ts";
import { only } from "../db/testing/factories.ts";
import { writeEvents } from "../lib/events/write.ts";
import { newFormToken } from "../lib/forms/put-form.ts";
import { field, option } from "../lib/forms/testing.ts";
import { writeLeads } from "../lib/leads/write.ts";
import { rescoreLeads } from "../lib/scores/rescore.ts";
import { createActiveSheet, type TestSheet } from "../lib/scores/testing.ts";
import { writeKeyHash } from "../lib/sources/write-key.ts";
import { newSecret, sealSecret } from "../lib/webhooks/secret.ts";

export type World = {
  sheet: TestSheet;
  leadIds: number[];
  importId: number;
  sourceId: number;
  webhookKey: string;
  programme: string;
  form: string;
};

const PEOPLE = [
  {
    name: "Ana Gil",
    email: "ana@example.com",
    title: "CEO",
    phone: "+34 600 000 001",
    company: "Talleres Norte",
  },
  { name: "Luis Prado", email: "luis@example.com", title: "Buyer", company: "Prado e Hijos" },
  { name: "Eva Long", email: "eva@example.com", title: "CEO" },
];

/** A workspace with an active sheet, three leads (Ana is hot: 40 points) and a file waiting for its columns. */
export async function createWorld(workspaceId: number): Promise<World> {
  const sheet = await createActiveSheet(workspaceId);
  return inWorkspace(workspaceId, async (tx) => {
    const now = new Date();
    const written = await writeLeads(
      tx,
      workspaceId,
      PEOPLE.map(({ email, ...attributes }) => ({
        email,
        attributes: { email, ...attributes },
        knownAt: now,
      })),
    );
    const leadIds = written.map((lead) => lead.leadId);
    const visit = (leadId: number, path: string, hoursAgo: number) => ({
      leadId,
      name: "page_viewed",
      occurredAt: new Date(now.getTime() - hoursAgo * 3_600_000),
      messageId: randomUUID(),
      properties: { path, title: "Prices" },
    });
    const [ana = 0, luis = 0] = leadIds;
    const events = [
      visit(ana, "/pricing", 30),
      visit(ana, "/pricing", 2),
      visit(luis, "/pricing", 5),
      visit(luis, "/", 6),
    ];
    const source = only(
      await tx
        .insert(sources)
        .values({
          workspaceId,
          name: "Website",
          writeKeyHash: writeKeyHash(randomUUID()),
          prefix: "wk_abcde",
        })
        .returning({ id: sources.id }),
    );
    await writeEvents(tx, workspaceId, events, { sourceId: source.id });
    await rescoreLeads(tx, workspaceId, { ids: leadIds }, now, "event");
    const file = only(
      await tx
        .insert(imports)
        .values({
          workspaceId,
          kind: "leads",
          fileName: "leads.csv",
          state: "done",
          rowsDone: 3,
          rowsTotal: 3,
          created: 3,
        })
        .returning({ id: imports.id }),
    );
    const webhookKey = await createWebhook(tx, workspaceId, ana);
    const words = { en: "Hello {{ lead.first_name }}", es: "Hola, {{ lead.first_name }}" };
    const programme = "welcome";
    await tx.insert(programmes).values({
      workspaceId,
      key: programme,
      name: "Welcome",
      state: "paused",
      content: {
        steps: [{ key: "one", delay_hours: 0, subject: words, body: words }],
        goal: { kind: "stage", stage: "opportunity" },
        window: { days: [1, 2, 3, 4, 5], from: "09:00", to: "18:00" },
      },
    });
    const form = await createForm(tx, workspaceId, ana);
    return { sheet, leadIds, importId: file.id, sourceId: source.id, webhookKey, programme, form };
  });
}

/** An open survey with an answer of Ana's and one of nobody's, and one that was taken for spam. */
async function createForm(tx: Tx, workspaceId: number, leadId: number): Promise<string> {
  const key = "new-customers";
  const form = only(
    await tx
      .insert(forms)
      .values({ workspaceId, key, name: "New customers", token: newFormToken(), state: "open" })
      .returning({ id: forms.id }),
  );
  const words = { en: "What influenced you?", es: "¿Qué influyó?" };
  const nothing = { en: "", es: "" };
  const options = [option("pricing", ["pricing"]), option("friend")];
  await tx.insert(formVersions).values({
    workspaceId,
    formId: form.id,
    number: 1,
    content: {
      kind: "survey",
      title: words,
      intro: nothing,
      button: nothing,
      thanks: nothing,
      fields: [
        field("why", "choices", { label: words, influence: true, options }),
        field("stars", "rating"),
        field("words", "long_text"),
      ],
      consent: {
        text: { en: "You may ask me again", es: "Podéis volver a preguntarme" },
        purpose: "surveys",
        required: false,
      },
    },
  });
  const given = { workspaceId, formId: form.id, version: 1, locale: "en" as const, at: new Date() };
  await tx.insert(formAnswers).values([
    {
      ...given,
      nonce: randomUUID(),
      state: "taken",
      leadId,
      consent: true,
      answers: { why: ["pricing"], stars: 4, words: "Quick answers" },
    },
    {
      ...given,
      nonce: randomUUID(),
      state: "taken",
      consent: false,
      answers: { why: ["friend", "pricing"] },
    },
    { ...given, nonce: randomUUID(), state: "spam", reason: "bot", answers: { words: "Buy" } },
  ]);
  return key;
}

/** A webhook with a message that arrived and one that was given up. */
async function createWebhook(tx: Tx, workspaceId: number, leadId: number): Promise<string> {
  const key = "sales-channel";
  const endpoint = only(
    await tx
      .insert(webhookEndpoints)
      .values({
        workspaceId,
        key,
        name: "Sales channel",
        url: "https://example.com/hook",
        format: "standard",
        secret: sealSecret(newSecret(), workspaceId, key),
      })
      .returning({ id: webhookEndpoints.id }),
  );
  const message = { workspaceId, endpointId: endpoint.id, leadId, type: "lead.group_entered", attempts: 1 };
  const payload = { type: message.type, data: { lead: { id: leadId } } };
  const now = new Date();
  await tx.insert(webhookDeliveries).values([
    {
      ...message,
      messageId: randomUUID(),
      payload,
      state: "delivered",
      lastAt: now,
      lastStatus: 204,
      lastMs: 80,
    },
    {
      ...message,
      messageId: randomUUID(),
      payload,
      state: "dead",
      attempts: 10,
      lastAt: now,
      lastStatus: 500,
      lastError: "status",
      lastResponse: "<h1>Internal Server Error</h1>",
    },
  ]);
  return key;
}
