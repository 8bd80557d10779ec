import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { tokenRequest } from "../auth/testing.ts";
import type { Operation } from "../http/operation.ts";
import { can, ROLES } from "../permissions.ts";
import { createToken } from "../tokens/create-token.ts";
import { tokenOperations } from "../tokens/operations.ts";
import { workspaceOperations } from "../workspace/operations.ts";
import { meOperations } from "./me-operations.ts";
import { memberOperations } from "./operations.ts";

useTestDatabase();

const operations = [
  ...memberOperations,
  ...meOperations,
  ...tokenOperations,
  ...workspaceOperations,
] as Operation[];

type Route = Record<
  string,
  (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>
>;

/** The route file that answers an operation, found by its path as Next does. */
async function call(operation: Operation, authorization: string, body: unknown): Promise<Response> {
  const file = operation.path.replace("{id}", "[id]");
  const route: Route = await import(/* @vite-ignore */ `../../app${file}/route.ts`);
  const method = operation.method.toUpperCase();
  const handler = route[method];
  if (!handler) throw new Error(`${file} has no ${method}`);
  const request = tokenRequest(operation.path.replace("{id}", "999999999"), authorization, {
    method,
    body: method === "GET" ? undefined : JSON.stringify(body),
  });
  return handler(request, { params: Promise.resolve({ id: "999999999" }) });
}

describe.each(operations.map((operation) => [`${operation.method} ${operation.path}`, operation] as const))(
  "%s",
  (_, operation) => {
    it("answers 401 without a token, and 403 exactly to the roles that lack its permission", async () => {
      expect((await call(operation, "Bearer nonsense", {})).status).toBe(401);
      const workspace = await createWorkspace();
      await createMember(workspace, "admin");
      for (const role of ROLES) {
        const { ctx } = await createMember(workspace, role);
        const { token } = await createToken(ctx, { name: "t" });
        const allowed = operation.permission === "authenticated" || can(role, operation.permission);
        const { status } = await call(operation, `Bearer ${token}`, { nonsense: true });
        expect(status, role).toBeLessThan(500);
        if (allowed) expect(status, role).not.toBe(403);
        else expect(status, role).toBe(403);
      }
    });
  },
);
