import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, unique } from "#db/testing/factories.ts";
import { openInvitation } from "../members/open-invitation.ts";
import { removeMember } from "../members/remove-member.ts";
import { invite } from "../members/testing.ts";
import { type OidcPerson, signInWithOidc } from "./oidc.ts";
import { sessionPrincipal } from "./principal.ts";

useTestDatabase();

const person = (email: string, more: Partial<OidcPerson> = {}): OidcPerson => ({
  issuer: "https://id.example.test",
  subject: unique("subject"),
  email,
  emailVerified: true,
  name: "Olga OpenID",
  ...more,
});

describe("an OpenID account", () => {
  it("is linked to the member with its verified e-mail, and is that member from then on whatever its e-mail", async () => {
    const member = await createMember(await createWorkspace(), "sales");
    const account = person(member.email.toUpperCase());
    expect(await signInWithOidc(account)).toEqual({ userId: member.userId, sessionVersion: 1 });
    const renamed = { ...account, email: "other@example.test", emailVerified: false };
    expect(await signInWithOidc(renamed)).toMatchObject({ userId: member.userId });
  });

  it("is refused with an e-mail that is not verified, or with none", async () => {
    const member = await createMember(await createWorkspace(), "sales");
    expect(await signInWithOidc(person(member.email, { emailVerified: false }))).toBeNull();
    expect(await signInWithOidc(person(member.email, { email: null }))).toBeNull();
  });

  it("never takes over a person who is linked to another account", async () => {
    const member = await createMember(await createWorkspace(), "sales");
    await signInWithOidc(person(member.email));
    expect(await signInWithOidc(person(member.email))).toBeNull();
    expect(await signInWithOidc(person(member.email, { issuer: "https://evil.example.test" }))).toBeNull();
  });

  it("is linked once when two accounts with one e-mail come at the same moment", async () => {
    const member = await createMember(await createWorkspace(), "sales");
    const answers = await Promise.all([
      signInWithOidc(person(member.email)),
      signInWithOidc(person(member.email)),
    ]);
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
  });

  it("of a stranger is refused, and of a removed member too", async () => {
    const workspace = await createWorkspace();
    const admin = await createMember(workspace, "admin");
    const member = await createMember(workspace, "sales");
    expect(await signInWithOidc(person(`${unique("x")}@example.test`))).toBeNull();
    const account = person(member.email);
    await signInWithOidc(account);
    await removeMember(admin.ctx, { id: member.memberId });
    expect(await signInWithOidc(account)).toBeNull();
    expect(await signInWithOidc(person(member.email))).toBeNull();
  });

  it("of an invited person uses up the invitation and gets its role", async () => {
    const { ctx } = await createMember(await createWorkspace(), "admin");
    const email = `${unique("x")}@example.test`;
    const { secret } = await invite(ctx, { email, role: "manager" });
    const claims = await signInWithOidc(person(email));
    expect(claims && (await sessionPrincipal(claims, null))).toMatchObject({
      workspaceId: ctx.workspaceId,
      role: "manager",
      name: "Olga OpenID",
    });
    expect(await openInvitation(secret)).toBeNull();
  });
});
