import { expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { apiTokens } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { createToken } from "./create-token.ts";
import { listTokens } from "./list-tokens.ts";
import { revokeToken } from "./revoke-token.ts";
import { createTokenSchema } from "./schemas.ts";
import { isToken } from "./secret.ts";

useTestDatabase();

const names = ({ tokens }: { tokens: { name: string }[] }) => tokens.map((token) => token.name);

it("a token is shown once, and only its hash is kept", async () => {
  const { ctx } = await createMember(await createWorkspace(), "manager");
  const made = await createToken(ctx, { name: "crm" });
  expect(made.token).toMatch(/^hs_[A-Za-z0-9_-]{43}$/);
  expect(isToken(made.token)).toBe(true);
  expect(made.token.startsWith(made.prefix)).toBe(true);
  const stored = await inWorkspace(ctx.workspaceId, (tx) => tx.select().from(apiTokens));
  expect(JSON.stringify([stored, await listTokens(ctx)])).not.toContain(made.token);
});

it("members see and revoke their own tokens, administrators everybody's", async () => {
  const workspace = await createWorkspace();
  const admin = await createMember(workspace, "admin");
  const sales = await createMember(workspace, "sales");
  const marketer = await createMember(workspace, "marketer");
  const one = await createToken(sales.ctx, { name: "one" });
  await createToken(admin.ctx, { name: "two" });
  expect(names(await listTokens(sales.ctx))).toEqual(["one"]);
  expect(names(await listTokens(marketer.ctx))).toEqual([]);
  expect(names(await listTokens(admin.ctx))).toEqual(["two", "one"]);
  await expect(revokeToken(marketer.ctx, { id: one.id })).rejects.toMatchObject({ code: "not_found" });
  expect(await revokeToken(admin.ctx, { id: one.id })).toEqual({ id: one.id });
  await expect(revokeToken(admin.ctx, { id: one.id })).rejects.toMatchObject({ code: "not_found" });
  expect(names(await listTokens(admin.ctx))).toEqual(["two"]);
});

it("tokens of another workspace are not there", async () => {
  const mine = await createMember(await createWorkspace(), "admin");
  const theirs = await createMember(await createWorkspace(), "admin");
  const token = await createToken(theirs.ctx, { name: "theirs" });
  expect(names(await listTokens(mine.ctx))).toEqual([]);
  await expect(revokeToken(mine.ctx, { id: token.id })).rejects.toMatchObject({ code: "not_found" });
  expect(names(await listTokens(theirs.ctx))).toEqual(["theirs"]);
});

it("nobody makes a token for somebody else", () => {
  for (const extra of [{ member_id: 1 }, { memberId: 1 }, { workspaceId: 1 }, { role: "admin" }]) {
    expect(createTokenSchema.safeParse({ name: "x", ...extra }).success).toBe(false);
  }
});

it("a member has at most a hundred tokens, also when made at once", async () => {
  const { ctx } = await createMember(await createWorkspace(), "sales");
  const answers = await Promise.allSettled(
    Array.from({ length: 104 }, (_, i) => createToken(ctx, { name: `t${i}` })),
  );
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(100);
});
