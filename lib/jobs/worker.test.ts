import { afterEach, expect, test, vi } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { notify } from "../notifications/notify.ts";
import { boss } from "./boss.ts";
import { startWorker } from "./worker.ts";

useTestDatabase();
afterEach(() => vi.restoreAllMocks());

test("a job that the clock sent, without data, does the work of every workspace", async () => {
  const ws = await createWorkspace();
  const { memberId } = await createMember(ws, "admin");
  await inWorkspace(ws, (tx) =>
    notify(tx, ws, [memberId], {
      kind: "webhook_disabled",
      subject: "webhook:x",
      payload: { key: "x", name: "X", reason: "gone" },
    }),
  );
  const jobs = await boss();
  await jobs.deleteQueuedJobs("notifications.mail"); // what `notify` itself sent
  await startWorker();
  await jobs.send("notifications.mail", null);
  await expect
    .poll(
      () =>
        inWorkspace(ws, async (tx) => {
          const { rows } = await tx.$client.query("select from mails where workspace_id = $1", [ws]);
          return rows.length;
        }),
      { timeout: 15_000 },
    )
    .toBe(1);
});
