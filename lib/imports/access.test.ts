import { describe, expect, it } from "vitest";
import { useTestDatabase } from "#db/testing/database.ts";
import { createMember, createWorkspace } from "#db/testing/factories.ts";
import type { Context } from "../context.ts";
import { can, ROLES } from "../permissions.ts";
import { analyseImport } from "./analyse-import.ts";
import { cancelImport } from "./cancel-import.ts";
import { exportRefusals } from "./export-refusals.ts";
import { getImport } from "./get-import.ts";
import { listImports } from "./list-imports.ts";
import { listRefusals } from "./list-refusals.ts";
import { mappingSchema } from "./mapping.ts";
import {
  analyseImportOperation,
  cancelImportOperation,
  createImportOperation,
  exportRefusalsOperation,
  getImportOperation,
  listImportsOperation,
  listRefusalsOperation,
  previewImportOperation,
  setMappingOperation,
  startImportOperation,
} from "./operations.ts";
import { previewImport } from "./preview-import.ts";
import { setMapping } from "./set-mapping.ts";
import { startImport } from "./start-import.ts";
import { upload } from "./testing.ts";
import { uploadImport } from "./upload-import.ts";

useTestDatabase();

const FILE = "id\nu1\n";
const MAPPING = mappingSchema.parse({ columns: { id: "user_id" } });
const form = () => {
  const data = new FormData();
  data.set("kind", "leads");
  data.set("file", new File([FILE], "leads.csv"));
  return new Request("http://localhost/api/v1/imports", { method: "POST", body: data });
};

type Verb = { permission: string; run: (ctx: Context, id: number) => Promise<unknown> };
const VERBS: Record<string, Verb> = {
  getImport: { permission: getImportOperation.permission, run: (ctx, id) => getImport(ctx, { id }) },
  listRefusals: {
    permission: listRefusalsOperation.permission,
    run: (ctx, id) => listRefusals(ctx, { id, limit: 10, cursor: 0 }),
  },
  exportRefusals: {
    permission: exportRefusalsOperation.permission,
    run: (ctx, id) => exportRefusals(ctx, { id }),
  },
  analyseImport: {
    permission: analyseImportOperation.permission,
    run: (ctx, id) => analyseImport(ctx, { id, encoding: "auto", delimiter: "auto", header: "true" }),
  },
  setMapping: {
    permission: setMappingOperation.permission,
    run: (ctx, id) => setMapping(ctx, { ...MAPPING, id, draft: "false" }),
  },
  previewImport: {
    permission: previewImportOperation.permission,
    run: (ctx, id) => previewImport(ctx, { id }),
  },
  startImport: { permission: startImportOperation.permission, run: (ctx, id) => startImport(ctx, { id }) },
  cancelImport: { permission: cancelImportOperation.permission, run: (ctx, id) => cancelImport(ctx, { id }) },
};
const WITHOUT_ID: Record<string, Verb> = {
  listImports: { permission: listImportsOperation.permission, run: (ctx) => listImports(ctx, { limit: 10 }) },
  uploadImport: { permission: createImportOperation.permission, run: (ctx) => uploadImport(ctx, {}, form()) },
};

describe.each(Object.entries({ ...VERBS, ...WITHOUT_ID }))("%s", (_, verb) => {
  it.each(ROLES)(`asks the role of a %s`, async (role) => {
    const workspaceId = await createWorkspace();
    const admin = (await createMember(workspaceId, "admin")).ctx;
    const id = await upload(admin, "leads", FILE, MAPPING);
    const { ctx } = await createMember(workspaceId, role);
    const outcome = verb.run(ctx, id);
    if (can(role, verb.permission as Parameters<typeof can>[1])) await expect(outcome).resolves.toBeDefined();
    else await expect(outcome).rejects.toMatchObject({ code: "forbidden" });
  });
});

it.each(Object.entries(VERBS))("%s does not find another workspace's import", async (_, verb) => {
  const theirs = await upload(
    (await createMember(await createWorkspace(), "admin")).ctx,
    "leads",
    FILE,
    MAPPING,
  );
  const { ctx } = await createMember(await createWorkspace(), "admin");
  await expect(verb.run(ctx, theirs)).rejects.toMatchObject({ code: "not_found" });
});

it("listImports shows the own workspace's imports only", async () => {
  await upload((await createMember(await createWorkspace(), "admin")).ctx, "leads", FILE, MAPPING);
  const { ctx } = await createMember(await createWorkspace(), "admin");
  const id = await upload(ctx, "leads", FILE, MAPPING);
  expect((await listImports(ctx, { limit: 10 })).items.map((item) => item.id)).toEqual([id]);
});
