import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { authenticate } from "../auth/authenticate.ts";
import { signInWithPassword } from "../auth/sign-in.ts";
import { givePassword, pageRequest, sessionCookie } from "../auth/testing.ts";
import { listAudit } from "../workspace/list-audit.ts";
import { auditQuerySchema } from "../workspace/schemas.ts";
import { changePassword } from "./change-password.ts";
import { getMe } from "./get-me.ts";
import { listMembers } from "./list-members.ts";
import { changePasswordSchema, updateMeSchema } from "./me-schemas.ts";
import { removeMember } from "./remove-member.ts";
import { updateMemberSchema } from "./schemas.ts";
import { updateMe } from "./update-me.ts";
import { updateMember } from "./update-member.ts";

useTestDatabase();

const lastAdmin = { code: "conflict", issues: [{ code: "last_admin" }] };

describe("members", () => {
  it("are listed with the side they sign for, without the removed and without other workspaces'", async () => {
    const workspace = await createWorkspace();
    const admin = await createMember(workspace, "admin", "sales");
    const marketer = await createMember(workspace, "marketer");
    const gone = await createMember(workspace, "manager");
    await createMember(await createWorkspace(), "sales");
    await removeMember(admin.ctx, { id: gone.memberId });
    const { members } = await listMembers(marketer.ctx);
    expect(members.map(({ id, signs_for, is_you }) => ({ id, signs_for, is_you }))).toEqual([
      { id: admin.memberId, signs_for: "sales", is_you: false },
      { id: marketer.memberId, signs_for: "marketing", is_you: true },
    ]);
  });

  it("of another workspace are not there, for changing and for removing", async () => {
    const admin = await createMember(await createWorkspace(), "admin");
    const stranger = await createMember(await createWorkspace(), "sales");
    const notFound = { code: "not_found" };
    await expect(updateMember(admin.ctx, { id: stranger.memberId, role: "admin" })).rejects.toMatchObject(
      notFound,
    );
    await expect(removeMember(admin.ctx, { id: stranger.memberId })).rejects.toMatchObject(notFound);
    expect(await getMe(stranger.ctx)).toMatchObject({ role: "sales" });
  });

  it("lose the admin's side with the admin's role, and get none given without it", async () => {
    const workspace = await createWorkspace();
    const admin = await createMember(workspace, "admin");
    const other = await createMember(workspace, "admin", "sales");
    expect(await updateMember(admin.ctx, { id: other.memberId, role: "manager" })).toMatchObject({
      role: "manager",
      side: null,
      signs_for: null,
    });
    await expect(updateMember(admin.ctx, { id: other.memberId, side: "sales" })).rejects.toMatchObject({
      code: "invalid",
      issues: [{ path: "side" }],
    });
  });

  it("may not be changed by extra fields", () => {
    for (const extra of [{ workspaceId: 1 }, { id: 7 }, { user_id: 1 }, { removed_at: null }]) {
      expect(updateMemberSchema.safeParse({ role: "admin", ...extra }).success).toBe(false);
      expect(updateMeSchema.safeParse({ name: "x", ...extra }).success).toBe(false);
    }
    expect(updateMeSchema.safeParse({ role: "admin" }).success).toBe(false);
    expect(updateMeSchema.safeParse({ email: "x@example.test" }).success).toBe(false);
  });
});

describe("the last administrator", () => {
  it("is neither removed nor given another role", async () => {
    const workspace = await createWorkspace();
    const admin = await createMember(workspace, "admin");
    await createMember(workspace, "sales");
    await expect(removeMember(admin.ctx, { id: admin.memberId })).rejects.toMatchObject(lastAdmin);
    await expect(updateMember(admin.ctx, { id: admin.memberId, role: "sales" })).rejects.toMatchObject(
      lastAdmin,
    );
    await expect(updateMember(admin.ctx, { id: admin.memberId, side: "sales" })).resolves.toBeDefined();
  });

  it("stays when two administrators remove and demote each other at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const workspace = await createWorkspace();
      const one = await createMember(workspace, "admin");
      const two = await createMember(workspace, "admin");
      const answers = await Promise.allSettled([
        removeMember(one.ctx, { id: two.memberId }),
        updateMember(two.ctx, { id: one.memberId, role: "sales" }),
      ]);
      expect(answers.map((answer) => answer.status).sort()).toEqual(["fulfilled", "rejected"]);
      const { members } = await listMembers(one.ctx);
      expect(members.filter((member) => member.role === "admin")).toHaveLength(1);
    }
  });
});

describe("oneself", () => {
  it("changes only the own name and preferences", async () => {
    const workspace = await createWorkspace("Acme");
    const member = await createMember(workspace, "manager");
    const bystander = await createMember(workspace, "sales");
    const input = updateMeSchema.parse({ name: " Ana ", locale: "es", time_zone: "America/Mexico_City" });
    expect(await updateMe(member.ctx, input)).toMatchObject({
      name: "Ana",
      locale: "es",
      time_zone: "America/Mexico_City",
      role: "manager",
      workspace: { id: workspace, name: "Acme" },
      workspaces: [{ id: workspace }],
    });
    expect(await updateMe(member.ctx, { time_zone: null })).toMatchObject({ name: "Ana", time_zone: null });
    expect(await getMe(bystander.ctx)).toMatchObject({ name: bystander.email, locale: null });
    expect(updateMeSchema.safeParse({ time_zone: "Mars/Olympus" }).success).toBe(false);
    expect(updateMeSchema.safeParse({ locale: "xx" }).success).toBe(false);
  });

  it("changes the own password, which ends the other sessions", async () => {
    const member = await createMember(await createWorkspace(), "sales");
    await givePassword(member, "correct horse battery");
    const cookie = await sessionCookie(member);
    const change = (current_password: string, new_password: string) =>
      changePassword(member.ctx, changePasswordSchema.parse({ current_password, new_password }), null);
    await expect(change("wrong", "another good phrase")).rejects.toMatchObject({
      code: "invalid",
      issues: [{ code: "wrong_password" }],
    });
    await expect(authenticate(pageRequest("/", cookie), "r")).resolves.toBeDefined();
    const claims = await change("correct horse battery", "another good phrase");
    expect(claims).toEqual({ userId: member.userId, sessionVersion: 2 });
    await expect(authenticate(pageRequest("/", cookie), "r")).rejects.toMatchObject({
      code: "unauthenticated",
    });
    const signIn = (password: string) => signInWithPassword({ email: member.email, password }, null);
    await expect(signIn("correct horse battery")).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(signIn("another good phrase")).resolves.toEqual(claims);
  });

  it("does not change a password by API token, which is no proof of being the person", async () => {
    const member = await createMember(await createWorkspace(), "admin");
    await givePassword(member, "correct horse battery");
    const byToken = { ...member.ctx, actor: { ...member.ctx.actor, via: "token" } } as typeof member.ctx;
    const input = { current_password: "correct horse battery", new_password: "another good phrase" };
    await expect(changePassword(byToken, input, null)).rejects.toMatchObject({ code: "forbidden" });
  });
});

it("what happens to members is in the audit log", async () => {
  const workspace = await createWorkspace();
  const admin = await createMember(workspace, "admin");
  const member = await createMember(workspace, "sales");
  await updateMember(admin.ctx, { id: member.memberId, role: "manager" });
  await removeMember(admin.ctx, { id: member.memberId });
  const { entries } = await listAudit(admin.ctx, auditQuerySchema.parse({ feature: "members" }));
  expect(entries).toMatchObject([
    { action: "members.remove", subject: `member:${member.memberId}`, member: { id: admin.memberId } },
    { action: "members.update", detail: { from: { role: "sales" }, to: { role: "manager" } } },
  ]);
});
