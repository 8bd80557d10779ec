import { beforeEach, describe, expect, it } from "vitest";
import { outsideWorkspaces } from "#db/client.ts";
import { rateLimits } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember } from "#db/testing/factories.ts";
import { removeMember } from "../members/remove-member.ts";
import { countSignIn, SIGN_IN_LIMITS } from "./rate-limit.ts";
import { signInWithPassword } from "./sign-in.ts";
import { givePassword } from "./testing.ts";

useTestDatabase();

const PASSWORD = "correct horse battery";
let member: TestMember;
let workspace: number;

beforeEach(async () => {
  workspace = await createWorkspace();
  member = await createMember(workspace, "sales");
  await givePassword(member, PASSWORD);
  await outsideWorkspaces((tx) => tx.delete(rateLimits));
});

const attempt = (password: string, address = "203.0.113.1", email = member.email) =>
  signInWithPassword({ email, password }, address);

describe("signing in", () => {
  it("takes e-mail in any case and answers who it is", async () => {
    expect(await attempt(PASSWORD, undefined, ` ${member.email.toUpperCase()} `)).toEqual({
      userId: member.userId,
      sessionVersion: 1,
    });
  });

  it("refuses unknown, wrong, empty, malformed and passwordless in the same words", async () => {
    const passwordless = await createMember(workspace, "sales");
    const tries = [
      attempt("wrong"),
      attempt(PASSWORD, undefined, "nobody@example.test"),
      attempt(PASSWORD, undefined, passwordless.email),
      attempt(""),
      signInWithPassword({ email: { $ne: null }, password: ["x"] }, null),
      signInWithPassword(null, null),
    ];
    const answers = await Promise.allSettled(tries);
    const messages = answers.map((answer) => answer.status === "rejected" && String(answer.reason.message));
    expect(new Set(messages)).toEqual(new Set(["The e-mail or the password is not right"]));
  });

  it("refuses a member removed from the last workspace", async () => {
    const admin = await createMember(workspace, "admin");
    await removeMember(admin.ctx, { id: member.memberId });
    await expect(attempt(PASSWORD)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("the limit on signing in", () => {
  it("lets no more than the limit of 100 parallel tries on one account reach the password", async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 100 }, (_, i) => attempt("wrong", `198.51.100.${i}`)),
    );
    const codes = answers.map((answer) => (answer.status === "rejected" ? answer.reason.code : "in"));
    expect(codes.filter((code) => code === "unauthenticated")).toHaveLength(SIGN_IN_LIMITS.account);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(100 - SIGN_IN_LIMITS.account);
    await expect(attempt(PASSWORD, "192.0.2.77")).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("lets no more than the limit of 100 parallel tries from one address through, over any accounts", async () => {
    const from = "203.0.113.9";
    const answers = await Promise.allSettled(
      Array.from({ length: 100 }, (_, i) => countSignIn(`nobody${i}@example.test`, from)),
    );
    const limited = answers.filter((one) => one.status === "rejected" && one.reason.code === "rate_limited");
    expect(limited).toHaveLength(100 - SIGN_IN_LIMITS.address);
    await expect(attempt(PASSWORD, from)).rejects.toMatchObject({ code: "rate_limited" });
    await expect(attempt(PASSWORD, "203.0.113.10")).resolves.toBeDefined();
  });

  it("says how long to wait", async () => {
    for (let i = 0; i < SIGN_IN_LIMITS.account; i += 1) await countSignIn(member.email, null);
    const refusal = await attempt(PASSWORD).catch((error: unknown) => error);
    const { retryAfter } = refusal as { retryAfter: number };
    expect(retryAfter).toBeGreaterThan(SIGN_IN_LIMITS.seconds - 60);
    expect(retryAfter).toBeLessThanOrEqual(SIGN_IN_LIMITS.seconds);
  });

  it("forgets an account's failures after success, and does not count successes", async () => {
    for (let i = 0; i < SIGN_IN_LIMITS.account - 1; i += 1)
      await countSignIn(member.email, `198.51.100.${i}`);
    await attempt(PASSWORD);
    for (let i = 0; i < SIGN_IN_LIMITS.address + 5; i += 1) {
      const succeeded = await countSignIn(member.email, "203.0.113.1");
      await succeeded();
    }
    await expect(attempt("wrong")).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("counts callers of unknown address together", async () => {
    for (let i = 0; i < SIGN_IN_LIMITS.address; i += 1) await countSignIn(`nobody${i}@example.test`, null);
    await expect(countSignIn(member.email, null)).rejects.toMatchObject({ code: "rate_limited" });
  });

  it("keeps neither e-mail nor address", async () => {
    await attempt("wrong").catch(() => undefined);
    const kept = await outsideWorkspaces((tx) => tx.select().from(rateLimits));
    expect(kept).toHaveLength(2);
    expect(JSON.stringify(kept)).not.toMatch(/example|203\.0/);
  });
});
