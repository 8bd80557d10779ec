import { expect, it } from "vitest";
import { outsideWorkspaces } from "#db/client.ts";
import { users, workspaces } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { listAudit } from "../workspace/list-audit.ts";
import { auditQuerySchema } from "../workspace/schemas.ts";
import { hasUsers } from "./has-users.ts";
import { principalContext, sessionPrincipal } from "./principal.ts";
import { setUp } from "./set-up.ts";
import { signInWithPassword } from "./sign-in.ts";

useTestDatabase();

const input = (n: number) => ({
  workspace: `Acme ${n}`,
  name: "Ada",
  email: `ada${n}@example.test`,
  password: "correct horse battery",
  locale: "es" as const,
  time_zone: "Europe/Madrid",
});

it("refuses an unusable administrator, and stays open", async () => {
  await expect(setUp({ ...input(0), password: "short" })).rejects.toMatchObject({ code: "invalid" });
  expect(await hasUsers()).toBe(false);
});

it("makes one administrator when eight try at once, and is closed from then on", async () => {
  const answers = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => setUp(input(n))));
  const made = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
  expect(made).toHaveLength(1);
  for (const answer of answers) {
    if (answer.status === "rejected") expect(answer.reason).toMatchObject({ code: "conflict" });
  }
  const found = await outsideWorkspaces(async (tx) => ({
    users: await tx.select().from(users),
    workspaces: await tx.select().from(workspaces),
  }));
  expect(found.users).toHaveLength(1);
  expect(found.workspaces).toMatchObject([{ timeZone: "Europe/Madrid", locale: "es" }]);
  await expect(setUp(input(99))).rejects.toMatchObject({ code: "conflict" });

  const [user] = found.users;
  const claims = await signInWithPassword({ email: user?.email, password: "correct horse battery" }, null);
  expect(claims).toEqual(made[0]);
  const principal = await sessionPrincipal(claims, null);
  expect(principal).toMatchObject({ role: "admin", side: null, name: "Ada" });
  if (!principal) throw new Error("no principal");
  const log = await listAudit(principalContext(principal, "session", "r"), auditQuerySchema.parse({}));
  expect(log.entries).toMatchObject([{ action: "workspace.set_up", member: { name: "Ada" } }]);
});
