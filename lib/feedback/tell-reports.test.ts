import { expect, it } from "vitest";
import { inWorkspace, outsideWorkspaces } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember } from "#db/testing/factories.ts";
import { USUAL } from "../notifications/groups.ts";
import { listNotifications } from "../notifications/list-notifications.ts";
import { mailDue } from "../notifications/mail-due.ts";
import { setPreferences } from "../notifications/set-preferences.ts";
import { markOf, marksOf, tellReports } from "./tell-reports.ts";
import { type HandedLead, NOW, reportWorkspace } from "./testing.ts";

useTestDatabase();

const DAY_MS = 86_400_000;
const after = (days: number) => new Date(NOW + days * DAY_MS);
const trial = { days: 90, activatedAt: new Date(NOW), retiredAt: null };

it("is told of each week, on days 30, 60 and 90, and when all has matured", () => {
  const marks = marksOf(trial);
  expect(marks.filter(({ isFinal }) => !isFinal).map(({ day }) => day)).toEqual([
    7, 14, 21, 28, 30, 35, 42, 49, 56, 60, 63, 70, 77, 84, 90,
  ]);
  expect(marks.at(-1)).toEqual({ day: 180, isFinal: true });
  const retired = marksOf({ ...trial, retiredAt: after(10) });
  expect(retired).toEqual([
    { day: 7, isFinal: false },
    { day: 100, isFinal: true },
  ]);
});

it("leaves out a mark that nobody was told of in time", () => {
  expect(markOf(trial, after(6.9))).toBeNull();
  expect(markOf(trial, after(7))).toMatchObject({ day: 7 });
  expect(markOf(trial, after(9.9))).toMatchObject({ day: 7 });
  expect(markOf(trial, after(10.1))).toBeNull();
  expect(markOf(trial, after(181))).toEqual({ day: 180, isFinal: true });
});

const times = (n: number, lead: HandedLead): HandedLead[] => Array.from({ length: n }, () => lead);

it("tells both sides and managers once, in the words of each, and whoever switched it off not at all", async () => {
  // Active for 97 days: a trial of 97 days ends today.
  const { workspaceId, manager, marketer, add } = await reportWorkspace(97, 97);
  const sales = await createMember(workspaceId, "sales");
  const deaf = await createMember(workspaceId, "sales");
  const off = { app: false, email: false };
  await setPreferences(deaf.ctx, {
    channels: { ...USUAL, reports: off },
    quiet_hours: null,
    digest: { every: "off", hour: 8, weekday: 1 },
  });
  await outsideWorkspaces((tx) =>
    tx.$client.query("update users set locale = 'es' where id = $1", [sales.userId]),
  );
  await add([
    ...times(12, { handed: [95], stages: [{ stage: "opportunity", daysAgo: 90 }] }),
    ...times(28, { handed: [95] }),
    ...times(3, { handed: [5] }),
  ]);
  const now = new Date(NOW);
  await tellReports(undefined, now);
  await tellReports(undefined, new Date(NOW + DAY_MS));
  const kinds = async (ctx: typeof marketer) =>
    (await listNotifications(ctx)).notifications.map(({ kind }) => kind);
  expect(await kinds(manager.ctx)).toEqual(["feedback_report"]);
  expect(await kinds(marketer)).toEqual(["feedback_report"]);
  expect(await kinds(deaf.ctx)).toEqual([]);
  await mailDue(workspaceId, undefined, after(1));
  const mails = await inWorkspace(workspaceId, async (tx) => {
    const { rows } = await tx.$client.query<{ to: string; subject: string; text: string }>(
      `select to_address as "to", subject, text from mails where workspace_id = $1 order by to_address`,
      [workspaceId],
    );
    return new Map(rows.map((row) => [row.to, row]));
  });
  expect(mails.size).toBe(3);
  const english = mails.get(manager.email);
  expect(english?.subject).toBe("Feedback report on Cars, version 1: day 97 of 97");
  expect(english?.text).toContain(
    "43 hand-overs, 40 of them at least 90 days ago; of those 12 became opportunities in that time (30.0%).",
  );
  expect(english?.text).toContain("too few other leads");
  expect(english?.text).toContain("/feedback?sheet=cars&version=1");
  const spanish = mails.get(sales.email);
  expect(spanish?.subject).toBe("Informe de resultados de Cars, versión 1: día 97 de 97");
  expect(spanish?.text).toMatch(/12 llegaron a oportunidad en ese plazo \(30,0\s%\)/);
});
