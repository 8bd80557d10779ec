import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { describe, expect, it } from "vitest";
import { inWorkspace, outsideWorkspaces } from "#db/client.ts";
import { apiTokens, members } from "#db/schema/index.ts";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace, only, type TestMember } from "#db/testing/factories.ts";
import { removeMember } from "../members/remove-member.ts";
import { signOutEverywhere } from "../members/sign-out-everywhere.ts";
import { updateMember } from "../members/update-member.ts";
import { createToken } from "../tokens/create-token.ts";
import { revokeToken } from "../tokens/revoke-token.ts";
import { authenticate } from "./authenticate.ts";
import { sessionCookieName } from "./session-token.ts";
import { pageRequest, sessionCookie, tokenRequest } from "./testing.ts";
import { workspaceCookie } from "./workspace-cookie.ts";

useTestDatabase();

const unauthenticated = { code: "unauthenticated" };
const bearer = (token: string) => authenticate(tokenRequest("/api/v1/me", `Bearer ${token}`), "r");
const byCookie = (cookie: string, init?: RequestInit) =>
  authenticate(pageRequest("/api/v1/me", cookie, init), "r");

async function team(): Promise<{ workspace: number; admin: TestMember; sales: TestMember }> {
  const workspace = await createWorkspace();
  return {
    workspace,
    admin: await createMember(workspace, "admin"),
    sales: await createMember(workspace, "sales"),
  };
}

async function lastUsed(member: TestMember): Promise<Date | null> {
  const rows = await inWorkspace(member.ctx.workspaceId, (tx) =>
    tx.select({ at: apiTokens.lastUsedAt }).from(apiTokens).where(eq(apiTokens.memberId, member.memberId)),
  );
  return only(rows).at;
}

describe("an API token", () => {
  it("acts as the member who made it, in that member's workspace only", async () => {
    const { workspace, sales } = await team();
    await createWorkspace();
    const { token } = await createToken(sales.ctx, { name: "crm" });
    expect(await bearer(token)).toEqual({
      workspaceId: workspace,
      actor: { ...sales.ctx.actor, via: "token" },
      requestId: "r",
    });
  });

  it("is refused once revoked, and when its member was removed", async () => {
    const { admin, sales } = await team();
    const one = await createToken(sales.ctx, { name: "one" });
    const two = await createToken(sales.ctx, { name: "two" });
    await revokeToken(sales.ctx, { id: one.id });
    await expect(bearer(one.token)).rejects.toMatchObject(unauthenticated);
    await expect(bearer(two.token)).resolves.toBeDefined();
    await removeMember(admin.ctx, { id: sales.memberId });
    await expect(bearer(two.token)).rejects.toMatchObject(unauthenticated);
  });

  it("stays refused when its removed member comes back", async () => {
    const { workspace, admin, sales } = await team();
    const { token } = await createToken(sales.ctx, { name: "old" });
    await removeMember(admin.ctx, { id: sales.memberId });
    await inWorkspace(workspace, (tx) =>
      tx.update(members).set({ removedAt: null }).where(eq(members.id, sales.memberId)),
    );
    await expect(bearer(token)).rejects.toMatchObject(unauthenticated);
  });

  it("notes its use at most once a minute", async () => {
    const { sales } = await team();
    const { token } = await createToken(sales.ctx, { name: "crm" });
    expect(await lastUsed(sales)).toBeNull();
    await bearer(token);
    const first = await lastUsed(sales);
    expect(first).not.toBeNull();
    await bearer(token);
    expect(await lastUsed(sales)).toEqual(first);
    const old = new Date(Date.now() - 61_000);
    await inWorkspace(sales.ctx.workspaceId, (tx) => tx.update(apiTokens).set({ lastUsedAt: old }));
    await bearer(token);
    expect((await lastUsed(sales))?.getTime()).toBeGreaterThan(old.getTime());
  });

  it.each([
    "Bearer %E0%A4%A",
    "Bearer",
    "Bearer ",
    "Bearer  hs_x",
    "bearer null",
    "Bearer undefined",
    "Basic YWRtaW46YWRtaW4=",
    "hs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "Bearer hs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    "Bearer hs_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA extra",
    "",
  ])("that is none is refused, even beside a good session: %j", async (authorization) => {
    const { admin } = await team();
    const request = tokenRequest("/api/v1/me", authorization, {
      headers: { cookie: await sessionCookie(admin) },
    });
    await expect(authenticate(request, "r")).rejects.toMatchObject(unauthenticated);
  });
});

describe("a session", () => {
  it("acts with the role that the database holds at the moment of the request", async () => {
    const { admin, sales } = await team();
    const cookie = await sessionCookie(sales);
    expect((await byCookie(cookie)).actor).toMatchObject({ role: "sales" });
    await updateMember(admin.ctx, { id: sales.memberId, role: "manager" });
    expect((await byCookie(cookie)).actor).toMatchObject({ role: "manager" });
    await removeMember(admin.ctx, { id: sales.memberId });
    await expect(byCookie(cookie)).rejects.toMatchObject(unauthenticated);
  });

  it("ends with signing out everywhere, together with its copies", async () => {
    const { sales } = await team();
    const cookies = [await sessionCookie(sales), await sessionCookie(sales)];
    await signOutEverywhere(sales.ctx);
    for (const cookie of cookies) await expect(byCookie(cookie)).rejects.toMatchObject(unauthenticated);
    await expect(byCookie(await sessionCookie(sales, 2))).resolves.toBeDefined();
  });

  it("holds nothing but the person: a role or workspace written into it is not read", async () => {
    const { workspace, sales } = await team();
    const other = await createWorkspace();
    const forged = await encode({
      token: { sub: String(sales.userId), sv: 1, role: "admin", workspaceId: other, memberId: 1 },
      secret: process.env.AUTH_SECRET ?? "",
      salt: sessionCookieName(),
    });
    const ctx = await byCookie(`${sessionCookieName()}=${forged}; ${workspaceCookie}=${other}`);
    expect(ctx).toMatchObject({ workspaceId: workspace, actor: { role: "sales", memberId: sales.memberId } });
  });

  it("is refused when altered, made with another key, for another cookie, or expired", async () => {
    const { sales } = await team();
    const token = { sub: String(sales.userId), sv: 1 };
    const secret = process.env.AUTH_SECRET ?? "";
    const salt = sessionCookieName();
    const good = await encode({ token, secret, salt });
    const bad = [
      `${good.slice(0, -3)}AAA`,
      await encode({ token, secret: "another key of at least 32 characters", salt }),
      await encode({ token, secret, salt: "authjs.session-token" }),
      await encode({ token, secret, salt, maxAge: -60 }),
      await encode({ token: { sub: "1 or 1=1", sv: 1 }, secret, salt }),
      await encode({ token: { sub: String(sales.userId) }, secret, salt }),
      "%E0%A4%A",
      "",
    ];
    await expect(byCookie(`${salt}=${good}`)).resolves.toBeDefined();
    for (const value of bad)
      await expect(byCookie(`${salt}=${value}`)).rejects.toMatchObject(unauthenticated);
  });

  it("opens the wished workspace of a person who belongs to several, and none that it does not belong to", async () => {
    const { workspace, sales } = await team();
    const second = await createWorkspace();
    const stranger = await createWorkspace();
    await inWorkspace(second, (tx) =>
      tx.insert(members).values({ workspaceId: second, userId: sales.userId, role: "manager" }),
    );
    const cookie = await sessionCookie(sales);
    const opened = async (wish: unknown) =>
      (await byCookie(`${cookie}; ${workspaceCookie}=${wish}`)).workspaceId;
    expect(await opened(second)).toBe(second);
    expect(await opened(stranger)).toBe(workspace);
    expect(await opened("1;drop")).toBe(workspace);
  });

  it.each<[string, Record<string, string>, boolean]>([
    ["a page of this site", { "sec-fetch-site": "same-origin" }, true],
    ["another site", { "sec-fetch-site": "cross-site" }, false],
    ["a sibling domain", { "sec-fetch-site": "same-site" }, false],
    ["another site in an older browser", { "sec-fetch-site": "", origin: "https://evil.example" }, false],
    ["a page without origin", { "sec-fetch-site": "", origin: "null" }, false],
    [
      "a page of this site in an older browser",
      { "sec-fetch-site": "", origin: "http://localhost:3000" },
      true,
    ],
    ["nobody says where", { "sec-fetch-site": "" }, false],
  ])("changes things for requests from this site only: %s", async (_, given, allowed) => {
    const { sales } = await team();
    const headers = new Headers({ cookie: await sessionCookie(sales), host: "localhost:3000" });
    for (const [name, value] of Object.entries(given)) if (value !== "") headers.set(name, value);
    const change = (method: string) =>
      authenticate(new Request("http://localhost:3000/api/v1/me", { method, headers }), "r");
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      if (allowed) await expect(change(method)).resolves.toBeDefined();
      else await expect(change(method)).rejects.toMatchObject({ code: "forbidden" });
    }
    await expect(change("GET")).resolves.toBeDefined();
  });
});

describe("without an AUTH_SECRET", () => {
  it("nothing is let in, not even a good token", async () => {
    const { sales } = await team();
    const { token } = await createToken(sales.ctx, { name: "crm" });
    const { resetEnv } = await import("../env.ts");
    const secret = process.env.AUTH_SECRET;
    delete process.env.AUTH_SECRET;
    resetEnv();
    try {
      await expect(bearer(token)).rejects.toMatchObject({ code: "unavailable" });
      await expect(byCookie("x=y")).rejects.toMatchObject({ code: "unavailable" });
      const { assertAuthConfigured } = await import("./secret.ts");
      expect(() => assertAuthConfigured()).toThrow("AUTH_SECRET is not set");
    } finally {
      process.env.AUTH_SECRET = secret;
      resetEnv();
    }
    await expect(bearer(token)).resolves.toBeDefined();
  });
});

it("a request with nothing is refused", async () => {
  await expect(authenticate(new Request("http://localhost:3000/api/v1/me"), "r")).rejects.toMatchObject(
    unauthenticated,
  );
});

it("row-level security hides members, tokens and invitations from a look-up by another credential", async () => {
  const { sales } = await team();
  await createToken(sales.ctx, { name: "crm" });
  const seen = await outsideWorkspaces((tx) =>
    tx.select().from(apiTokens).where(eq(apiTokens.memberId, sales.memberId)),
  );
  expect(seen).toEqual([]);
});
