import { randomBytes } from "node:crypto";
import canonicalize from "canonicalize";
import { and, eq } from "drizzle-orm";
import { inWorkspace, type Tx } from "#db/client.ts";
import { forms, formVersions } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError, invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { unstorable } from "../storable.ts";
import { type FormRow, findFormByKey, viewForm } from "./internal.ts";
import type { Form } from "./operation-schemas.ts";
import type { putFormOperation } from "./operations.ts";
import { openingIssues } from "./ready.ts";
import type { FormContent } from "./schemas.ts";

/** What a form's public address ends in: 96 random bits. */
export const newFormToken = (): string => randomBytes(12).toString("hex");

/**
 * Creates a form as a draft, or changes one. Content that differs becomes a new version; what is open stays fit to be open.
 * @throws AppError `invalid` with every reason at once, `stale_revision` where somebody changed it meanwhile.
 */
export async function putForm(
  ctx: Context,
  { key, name, content, revision }: OperationInput<typeof putFormOperation>,
): Promise<Form> {
  authorize(ctx, "forms:write");
  const { workspaceId } = ctx;
  const unfit = unstorable(name, "name");
  if (unfit) throw invalid([{ path: "name", message: unfit }]);
  return inWorkspace(workspaceId, async (tx) => {
    const known = await findFormByKey(tx, workspaceId, key, true);
    if (known && revision !== undefined && known.revision !== revision)
      throw new AppError("stale_revision", "The form has changed since you read it");
    const issues = known?.state === "open" ? openingIssues(content) : [];
    if (issues.length > 0) throw invalid(issues);
    if (known) await change(tx, ctx, known, name, content);
    else await create(tx, ctx, key, name, content);
    await audit(tx, ctx, known ? "forms.update" : "forms.create", `form:${key}`, {
      name,
      fields: content.fields.length,
    });
    return viewForm(tx, workspaceId, key);
  });
}

async function create(tx: Tx, ctx: Context, key: string, name: string, content: FormContent): Promise<void> {
  const { workspaceId } = ctx;
  const [made] = await tx
    .insert(forms)
    .values({ workspaceId, key, name, token: newFormToken() })
    .onConflictDoNothing()
    .returning({ id: forms.id });
  if (!made) throw new AppError("stale_revision", "Somebody has made a form of this key meanwhile");
  await addVersion(tx, ctx, made.id, 1, content);
}

async function change(
  tx: Tx,
  ctx: Context,
  known: FormRow,
  name: string,
  content: FormContent,
): Promise<void> {
  const differs = canonicalize(known.content) !== canonicalize(content);
  const version = known.version + (differs ? 1 : 0);
  if (differs) await addVersion(tx, ctx, known.id, version, content);
  await tx
    .update(forms)
    .set({ name, version, revision: known.revision + 1, updatedAt: new Date() })
    .where(and(eq(forms.workspaceId, ctx.workspaceId), eq(forms.id, known.id)));
}

async function addVersion(
  tx: Tx,
  ctx: Context,
  formId: number,
  number: number,
  content: FormContent,
): Promise<void> {
  const { workspaceId } = ctx;
  await tx
    .insert(formVersions)
    .values({ workspaceId, formId, number, content, memberId: actingMemberId(ctx) });
}
