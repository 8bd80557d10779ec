import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { inWorkspace } from "#db/client.ts";
import { invitations } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, type TestMember, unique } from "#db/testing/factories.ts";
import { sessionPrincipal } from "../auth/principal.ts";
import { signInWithPassword } from "../auth/sign-in.ts";
import { givePassword } from "../auth/testing.ts";
import { acceptInvitation } from "./accept-invitation.ts";
import { createInvitation } from "./create-invitation.ts";
import { listInvitations } from "./list-invitations.ts";
import { listMembers } from "./list-members.ts";
import { openInvitation } from "./open-invitation.ts";
import { removeMember } from "./remove-member.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { createInvitationSchema } from "./schemas.ts";
import { invite, local } from "./testing.ts";

useTestDatabase();

const PASSWORD = "correct horse battery";
const gone = { code: "conflict" };
const newEmail = () => `${unique("new")}@example.test`;
const admin = async (): Promise<TestMember> => createMember(await createWorkspace(), "admin");
const accept = (secret: string, given: { name?: string; password?: string; signedInUserId?: number } = {}) =>
  acceptInvitation({
    secret,
    name: given.name ?? "Nora New",
    password: given.password ?? PASSWORD,
    signedInUserId: given.signedInUserId ?? null,
    address: null,
  });

describe("an invitation", () => {
  it("makes a newcomer a member with the role fixed in it, who can then sign in", async () => {
    const { ctx } = await admin();
    const email = newEmail();
    const { secret } = await invite(ctx, { email, role: "admin", side: "sales" });
    expect(await openInvitation(secret)).toMatchObject({ email, role: "admin", userId: null });
    const claims = await accept(secret);
    expect(await sessionPrincipal(claims, null)).toMatchObject({
      workspaceId: ctx.workspaceId,
      role: "admin",
      side: "sales",
      name: "Nora New",
      email,
    });
    const { workspaceId: _, ...session } = claims;
    expect(await signInWithPassword({ email, password: PASSWORD }, null)).toEqual(session);
    expect((await listInvitations(ctx)).invitations).toEqual([]);
  });

  it("works once: a replay is refused and opens nothing", async () => {
    const { ctx } = await admin();
    const { secret } = await invite(ctx, { email: newEmail(), role: "sales" });
    await accept(secret);
    expect(await openInvitation(secret)).toBeNull();
    await expect(accept(secret, { name: "Mallory" })).rejects.toMatchObject(gone);
  });

  it("works once, too, when eight accept it at the same moment", async () => {
    const { ctx } = await admin();
    const email = newEmail();
    const { secret } = await invite(ctx, { email, role: "sales" });
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, i) => accept(secret, { name: `N${i}` })),
    );
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
    for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject(gone);
    const { members } = await listMembers(ctx);
    expect(members.filter((member) => member.email === email)).toHaveLength(1);
  });

  it("works once when somebody with an account accepts it twice at once", async () => {
    const { ctx } = await admin();
    const known = await createMember(await createWorkspace(), "manager");
    const { secret } = await invite(ctx, { email: known.email, role: "sales" });
    const join = () => accept(secret, { signedInUserId: known.userId });
    const answers = await Promise.allSettled([join(), join(), join()]);
    expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(1);
  });

  it("is refused once revoked, expired, or replaced by a newer one of the same e-mail", async () => {
    const { ctx } = await admin();
    const revoked = await invite(ctx, { email: newEmail(), role: "sales" });
    await revokeInvitation(ctx, { id: revoked.id });
    await expect(revokeInvitation(ctx, { id: revoked.id })).rejects.toMatchObject({ code: "not_found" });

    const expired = await invite(ctx, { email: newEmail(), role: "sales" });
    await inWorkspace(ctx.workspaceId, (tx) =>
      tx
        .update(invitations)
        .set({ expiresAt: new Date(Date.now() - 1) })
        .where(eq(invitations.id, expired.id)),
    );
    const email = newEmail();
    const replaced = await invite(ctx, { email, role: "admin" });
    const current = await invite(ctx, { email, role: "manager" });
    for (const { secret } of [revoked, expired, replaced]) {
      expect(await openInvitation(secret)).toBeNull();
      await expect(accept(secret)).rejects.toMatchObject(gone);
    }
    expect(await openInvitation(current.secret)).toMatchObject({ role: "manager" });
  });

  it("lasts seven days", async () => {
    const { ctx } = await admin();
    const made = await createInvitation(ctx, { email: newEmail(), role: "sales" }, local);
    const days = (Date.parse(made.expires_at) - Date.parse(made.created_at)) / 86_400_000;
    expect(days).toBeCloseTo(7, 3);
  });

  it("of somebody with an account asks for that account's password, or for being signed in to it", async () => {
    const { ctx } = await admin();
    const known = await createMember(await createWorkspace(), "manager");
    const bystander = await createMember(await createWorkspace(), "manager");
    await givePassword(known, PASSWORD);
    const { secret } = await invite(ctx, { email: known.email, role: "sales" });
    await expect(accept(secret, { password: "wrong" })).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(
      accept(secret, { password: "wrong", signedInUserId: bystander.userId }),
    ).rejects.toMatchObject({ code: "unauthenticated" });
    const claims = await accept(secret);
    expect(claims).toMatchObject({ userId: known.userId, workspaceId: ctx.workspaceId });
    expect(await sessionPrincipal(claims, ctx.workspaceId)).toMatchObject({ role: "sales" });
  });

  it("brings a removed member back under the invitation's role", async () => {
    const inviter = await admin();
    const { ctx } = inviter;
    const member = await createMember(ctx.workspaceId, "admin");
    await removeMember(ctx, { id: member.memberId });
    const { secret } = await invite(ctx, { email: member.email, role: "manager" });
    const claims = await accept(secret, { signedInUserId: member.userId });
    expect(await sessionPrincipal(claims, null)).toMatchObject({
      memberId: member.memberId,
      role: "manager",
    });
  });

  it("is not made for a member, nor with a side for a role that has its own", async () => {
    const { ctx } = await admin();
    const member = await createMember(ctx.workspaceId, "sales");
    await expect(createInvitation(ctx, { email: member.email, role: "admin" }, local)).rejects.toMatchObject({
      code: "conflict",
      issues: [{ code: "already_member" }],
    });
    await expect(
      createInvitation(ctx, { email: newEmail(), role: "manager", side: "sales" }, local),
    ).rejects.toMatchObject({ code: "invalid" });
    expect(createInvitationSchema.safeParse({ email: newEmail(), role: "owner" }).success).toBe(false);
    expect(
      createInvitationSchema.safeParse({ email: newEmail(), role: "sales", expires_at: "x" }).success,
    ).toBe(false);
  });

  it("has a link that a forged Host cannot bend, and no secret at rest", async () => {
    const { ctx } = await admin();
    const headers = new Headers({ host: "evil.example", "x-forwarded-host": "localhost:3000" });
    const input = { email: newEmail(), role: "sales" as const };
    await expect(createInvitation(ctx, input, { headers })).rejects.toMatchObject({ code: "conflict" });
    const { secret } = await invite(ctx, input);
    const stored = await inWorkspace(ctx.workspaceId, (tx) => tx.select().from(invitations));
    expect(JSON.stringify(stored)).not.toContain(secret);
  });

  it("belongs to its workspace: another admin neither sees nor revokes it", async () => {
    const { ctx } = await admin();
    const other = await admin();
    const { id } = await invite(ctx, { email: newEmail(), role: "sales" });
    expect((await listInvitations(other.ctx)).invitations).toEqual([]);
    await expect(revokeInvitation(other.ctx, { id })).rejects.toMatchObject({ code: "not_found" });
    expect((await listInvitations(ctx)).invitations).toHaveLength(1);
  });

  it("is not opened by a secret that is none", async () => {
    for (const secret of ["", "x", "../../setup", "%00", "a".repeat(43)]) {
      expect(await openInvitation(secret)).toBeNull();
      await expect(accept(secret)).rejects.toMatchObject(gone);
    }
  });
});
