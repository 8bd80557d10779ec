import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, only } from "#db/testing/factories.ts";
import { onDatabase } from "#db/testing/server.ts";
import type { ActionRun } from "../actions/action-run.ts";
import { writeEvents } from "../events/write.ts";
import { recordStages } from "../leads/record-stages.ts";
import { deliverMails } from "../mail/deliver.ts";
import { useSmtp } from "../mail/smtp.test-helper.ts";
import { eraseLead } from "../privacy/erase-lead.ts";
import { recordConsent } from "../privacy/record-consent.ts";
import { enrolLeads } from "./enrol.ts";
import { performEnrol } from "./perform-enrol.ts";
import { performWithdraw } from "./perform-withdraw.ts";
import { runProgrammes } from "./run-steps.ts";
import { createLead, createProgramme, enrol, enrolmentsOf, later, step } from "./testing.ts";

const database = useTestDatabase();

const smtpServer = useSmtp();

const action = <K extends "enrol" | "withdraw">(
  workspaceId: number,
  leadId: number,
  kind: K,
  programme: string,
) =>
  ({
    workspaceId,
    id: 1,
    leadId,
    sheet: { id: 1, key: "s", name: "S" },
    versionId: 1,
    versionNumber: 1,
    group: { key: "hot", name: "Hot" },
    on: "enter",
    at: new Date(),
    total: 1,
    action: { key: "a", on: "enter", kind, programme },
  }) as unknown as ActionRun<K>;

describe("steps", () => {
  it("sends each step after its delay, in the lead's language, and ends", async () => {
    const workspaceId = await createWorkspace();
    const programme = await createProgramme(workspaceId, {
      steps: [step("one"), step("two", { delay_hours: 24 })],
    });
    const lead = await createLead(workspaceId, { first_name: "Ana", language: "es-MX" });
    await enrol(workspaceId, programme, lead.id);
    expect(await runProgrammes(workspaceId)).toMatchObject({ mails: 1 });
    await deliverMails(workspaceId);
    expect(only(smtpServer().received)).toMatchObject({ to: [lead.email] });
    expect(only(smtpServer().received).text).toContain("Hola Ana, esto es one.");
    expect(await runProgrammes(workspaceId, { now: later(23) })).toMatchObject({ mails: 0 });
    expect(await runProgrammes(workspaceId, { now: later(25) })).toMatchObject({ mails: 1, left: 1 });
    expect(only(await enrolmentsOf(workspaceId, lead.id))).toMatchObject({
      active: false,
      left_reason: "finished",
      done: ["one", "two"],
    });
  });

  it("sends each step once, however many workers run", async () => {
    const workspaceId = await createWorkspace();
    const programme = await createProgramme(workspaceId);
    const leads = await Promise.all(Array.from({ length: 60 }, () => createLead(workspaceId)));
    await inWorkspace(workspaceId, (tx) =>
      enrolLeads(tx, workspaceId, { programme, leadIds: leads.map(({ id }) => id), origin: "segment" }),
    );
    const ran = await Promise.all(Array.from({ length: 4 }, () => runProgrammes(workspaceId)));
    expect(ran.reduce((sum, { mails }) => sum + mails, 0)).toBe(60);
    await deliverMails(workspaceId);
    expect(
      smtpServer()
        .received.map(({ to }) => to[0])
        .sort(),
    ).toEqual(leads.map(({ email }) => email).sort());
  });

  it("has neither the mail nor the advance where the backend is killed between them", async () => {
    const workspaceId = await createWorkspace();
    const programme = await createProgramme(workspaceId);
    const lead = await createLead(workspaceId);
    await enrol(workspaceId, programme, lead.id);
    // The mail is written by the time the advance is: that statement ends its own backend, as a crash would.
    await onDatabase(
      database.url(),
      `create function die() returns trigger language plpgsql security definer as
         $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
       create trigger die before update of done on enrolments for each row execute function die()`,
    );
    await expect(runProgrammes(workspaceId)).rejects.toThrow();
    await onDatabase(database.url(), "drop trigger die on enrolments; drop function die()");
    const mails = await inWorkspace(workspaceId, (tx) =>
      tx.$client.query("select from mails where workspace_id = $1", [workspaceId]),
    );
    expect(mails.rowCount).toBe(0);
    expect(only(await enrolmentsOf(workspaceId, lead.id))).toMatchObject({ active: true, done: [] });
    expect(await runProgrammes(workspaceId)).toMatchObject({ mails: 1 });
    expect(await runProgrammes(workspaceId)).toMatchObject({ mails: 0 });
  });

  it("waits while paused, and takes nobody into a draft", async () => {
    const workspaceId = await createWorkspace();
    const paused = await createProgramme(workspaceId, {}, "paused");
    const draft = await createProgramme(workspaceId, {}, "draft");
    const lead = await createLead(workspaceId);
    const perform = (key: string) =>
      inWorkspace(workspaceId, (tx) => performEnrol(tx, action(workspaceId, lead.id, "enrol", key)));
    expect(await perform(paused.key)).toMatchObject({ state: "done" });
    expect(await perform(draft.key)).toEqual({ state: "skipped", why: "programme_not_running" });
    expect(await perform("nothing")).toEqual({ state: "skipped", why: "unknown_programme" });
    expect(await runProgrammes(workspaceId)).toMatchObject({ mails: 0 });
  });

  it("keeps the weekly cap across programmes, and goes on when the week is over", async () => {
    const workspaceId = await createWorkspace();
    const four = ["a", "b", "c", "d"].map((key) => step(key));
    const first = await createProgramme(workspaceId, { steps: four });
    const second = await createProgramme(workspaceId, { steps: four });
    const lead = await createLead(workspaceId);
    await enrol(workspaceId, first, lead.id);
    await enrol(workspaceId, second, lead.id);
    let mails = 0;
    for (let n = 0; n < 8; n++) mails += (await runProgrammes(workspaceId)).mails;
    expect(mails).toBe(3);
    expect((await enrolmentsOf(workspaceId, lead.id)).map(({ waiting }) => waiting)).toContain("cap");
    expect(await runProgrammes(workspaceId, { now: later(6.9 * 24) })).toMatchObject({ mails: 0 });
    expect((await runProgrammes(workspaceId, { now: later(7.1 * 24) })).mails).toBeGreaterThan(0);
  });

  it("waits for the window by the lead's own clock", async () => {
    const workspaceId = await createWorkspace();
    const window = { days: [1, 2, 3, 4, 5, 6, 7], from: "09:00", to: "10:00" };
    const programme = await createProgramme(workspaceId, { window });
    const lead = await createLead(workspaceId, { timezone: "Asia/Tokyo" });
    const noon = new Date("2030-03-05T03:00:00Z"); // noon in Tokyo
    await enrol(workspaceId, programme, lead.id);
    expect(await runProgrammes(workspaceId, { now: noon })).toMatchObject({ mails: 0, waiting: 1 });
    expect(only(await enrolmentsOf(workspaceId, lead.id))).toMatchObject({
      waiting: "window",
      next_at: new Date("2030-03-06T00:00:00Z"),
    });
    expect(await runProgrammes(workspaceId, { now: new Date("2030-03-06T00:00:00Z") })).toMatchObject({
      mails: 1,
    });
  });
});

describe("who is written to", () => {
  it("never who said no, said nothing, objected or has no address", async () => {
    const workspaceId = await createWorkspace();
    const programme = await createProgramme(workspaceId);
    const admin = await createMember(workspaceId, "admin");
    const silent = await createLead(workspaceId, {}, { consent: null });
    const no = await createLead(workspaceId, {}, { consent: "denied" });
    const objecting = await createLead(workspaceId);
    await recordConsent(admin.ctx, { id: String(objecting.id), purpose: "profiling", state: "denied" });
    const why = async (id: number) => (await enrol(workspaceId, programme, id)).refused.get(id);
    expect(await why(silent.id)).toBe("no_consent");
    expect(await why(no.id)).toBe("unsubscribed");
    expect(await why(objecting.id)).toBe("objected");
    await inWorkspace(workspaceId, (tx) =>
      tx.$client.query("insert into mail_settings (workspace_id, needs_consent) values ($1, false)", [
        workspaceId,
      ]),
    );
    expect(await why(silent.id)).toBeUndefined();
    expect(await why(no.id)).toBe("unsubscribed");
  });

  it("stops for who objects after entering, and takes back what was not sent", async () => {
    const workspaceId = await createWorkspace();
    const programme = await createProgramme(workspaceId, {
      steps: [step("one"), step("two", { delay_hours: 1 })],
    });
    const admin = await createMember(workspaceId, "admin");
    const lead = await createLead(workspaceId);
    await enrol(workspaceId, programme, lead.id);
    await runProgrammes(workspaceId);
    await recordConsent(admin.ctx, { id: String(lead.id), purpose: "profiling", state: "denied" });
    await deliverMails(workspaceId);
    expect(smtpServer().received).toEqual([]);
    expect(await runProgrammes(workspaceId, { now: later(2) })).toMatchObject({ mails: 0, left: 1 });
    expect(only(await enrolmentsOf(workspaceId, lead.id)).left_reason).toBe("objected");
  });

  it("knows nothing of an erased lead", async () => {
    const workspaceId = await createWorkspace();
    const programme = await createProgramme(workspaceId);
    const admin = await createMember(workspaceId, "admin");
    const lead = await createLead(workspaceId, { name: "Ana Gómez" });
    await enrol(workspaceId, programme, lead.id);
    await runProgrammes(workspaceId);
    await eraseLead(admin.ctx, { id: String(lead.id), confirm: lead.email });
    await deliverMails(workspaceId);
    expect(smtpServer().received).toEqual([]);
    const left = await inWorkspace(workspaceId, (tx) =>
      tx.$client.query("select from mails where workspace_id = $1", [workspaceId]),
    );
    expect(left.rowCount).toBe(0);
  });

  it("has a lead in a programme once, and again after it has left", async () => {
    const workspaceId = await createWorkspace();
    const programme = await createProgramme(workspaceId, { steps: [step("one", { delay_hours: 5 })] });
    const lead = await createLead(workspaceId);
    const both = await Promise.all([
      enrol(workspaceId, programme, lead.id),
      enrol(workspaceId, programme, lead.id),
    ]);
    expect(both.flatMap(({ enrolled }) => enrolled)).toEqual([lead.id]);
    const withdraw = () =>
      inWorkspace(workspaceId, (tx) =>
        performWithdraw(tx, action(workspaceId, lead.id, "withdraw", programme.key)),
      );
    expect(await withdraw()).toMatchObject({ state: "done" });
    expect(await withdraw()).toEqual({ state: "skipped", why: "not_enrolled" });
    expect(await runProgrammes(workspaceId, { now: later(6) })).toMatchObject({ mails: 0 });
    expect((await enrol(workspaceId, programme, lead.id)).enrolled).toEqual([lead.id]);
  });

  it("stops at the goal: a stage or one after it, or an event, reached since entering", async () => {
    const workspaceId = await createWorkspace();
    const steps = [step("one", { delay_hours: 1 })];
    const byStage = await createProgramme(workspaceId, { steps, goal: { kind: "stage", stage: "sql" } });
    const byEvent = await createProgramme(workspaceId, {
      steps,
      goal: { kind: "event", event: "email_replied" },
    });
    const [sold, replied, old] = await Promise.all([
      createLead(workspaceId),
      createLead(workspaceId),
      createLead(workspaceId),
    ]);
    await inWorkspace(workspaceId, async (tx) => {
      const before = new Date(Date.now() - 3_600_000);
      await recordStages(tx, workspaceId, [{ leadId: old.id, stage: "sql", at: before }], { origin: "api" });
    });
    await enrol(workspaceId, byStage, sold.id);
    await enrol(workspaceId, byStage, old.id);
    await enrol(workspaceId, byEvent, replied.id);
    await inWorkspace(workspaceId, async (tx) => {
      const at = new Date(Date.now() + 1_000);
      await recordStages(tx, workspaceId, [{ leadId: sold.id, stage: "customer", at }], { origin: "api" });
      const event = {
        leadId: replied.id,
        name: "email_replied",
        occurredAt: at,
        messageId: "r1",
        properties: {},
      };
      await writeEvents(tx, workspaceId, [event], {});
    });
    await runProgrammes(workspaceId, { now: later(2) });
    const reason = async (id: number) => only(await enrolmentsOf(workspaceId, id)).left_reason;
    expect(await reason(sold.id)).toBe("goal");
    expect(await reason(replied.id)).toBe("goal");
    expect(await reason(old.id)).toBe("finished");
  });
});
