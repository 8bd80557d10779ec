import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { callbacks, toAuthUser } from "./next-auth-callbacks.ts";

useTestDatabase();

type JwtInput = Parameters<typeof callbacks.jwt>[0];
const jwt = (input: unknown) => callbacks.jwt(input as JwtInput);
const enter = (input: unknown) => callbacks.signIn(input as Parameters<typeof callbacks.signIn>[0]);
const credentials = { type: "credentials", provider: "credentials", providerAccountId: "7" };

describe("the session", () => {
  it("holds the person and the session version after signing in, and nothing else", async () => {
    const user = toAuthUser({ userId: 7, sessionVersion: 3 });
    const token = { sub: "7", name: "x", email: "x@example.test", picture: "x", role: "admin" };
    expect(await jwt({ token, user, account: credentials, trigger: "signIn" })).toEqual({ sub: "7", sv: 3 });
  });

  it("ignores whatever a client sets", async () => {
    const session = { sub: "1", sv: 99, role: "admin", user: { id: "1", role: "admin" }, workspaceId: 2 };
    const token = { sub: "7", sv: 3, iat: 1, exp: 2, jti: "x", role: "admin" };
    expect(await jwt({ token, trigger: "update", session })).toEqual({ sub: "7", sv: 3 });
  });

  it("is dropped when it is none of ours", async () => {
    expect(await jwt({ token: { sub: "7" } })).toBeNull();
    expect(await jwt({ token: {} })).toBeNull();
  });

  it("begins for a linked OpenID account with our person's id, and not at all for a stranger", async () => {
    const member = await createMember(await createWorkspace(), "sales");
    const account = { type: "oidc", provider: "oidc", providerAccountId: "abc" };
    const profile = { sub: "abc", email: member.email, email_verified: true };
    const user = { id: "1", name: "1" };
    expect(await enter({ user, account, profile })).toBe(true);
    expect(await jwt({ token: { sub: "1" }, user, account, trigger: "signIn" })).toEqual({
      sub: String(member.userId),
      sv: 1,
    });
    const stranger = { ...account, providerAccountId: "abd" };
    const unverified = { ...profile, sub: "abd", email_verified: "true" };
    expect(await enter({ user, account: stranger, profile: unverified })).toBe(false);
  });

  it.each([
    ["/leads?a=b", "http://localhost:3000/leads?a=b"],
    ["http://localhost:3000/leads", "http://localhost:3000/leads"],
    ["http://localhost:3000.evil.example/x", "http://localhost:3000/"],
    ["https://evil.example/", "http://localhost:3000/"],
    ["//evil.example", "http://localhost:3000/"],
    ["http://localhost:3000//evil.example", "http://localhost:3000/"],
  ])("is followed by a redirect within this site: %s", (url, expected) => {
    expect(callbacks.redirect({ url, baseUrl: "http://localhost:3000" })).toBe(expected);
  });
});
