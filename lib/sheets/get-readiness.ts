import { inWorkspace, type Tx } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import { notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import type { getReadinessOperation } from "./agreement-operations.ts";
import type { Readiness } from "./agreement-schemas.ts";
import { isOpen, loadContent, loadSheet, loadSignatures, loadVersions, type SheetRow } from "./internal.ts";
import { loadPeople } from "./people.ts";
import { answersFrom, type Decision, loadWorkspaceFacts } from "./readiness.ts";
import { loadOwners } from "./set-owners.ts";

/** The ten questions answered for a sheet that the caller has loaded. */
export async function readinessOf(tx: Tx, workspaceId: number, sheet: SheetRow): Promise<Readiness> {
  const versions = await loadVersions(tx, workspaceId, [sheet.id]);
  const version = versions.find(isOpen) ?? versions.find(({ state }) => state === "active") ?? versions[0];
  if (!version) throw notFound("Version");
  const owners = await loadOwners(tx, workspaceId, sheet.id);
  const decisions = await tx.$client.query<Decision>(
    `select d.question, d.reason, d.at, u.name as by from readiness_decisions d
     join members m on m.workspace_id = d.workspace_id and m.id = d.member_id join users u on u.id = m.user_id
     where d.workspace_id = $1 and d.sheet_id = $2`,
    [workspaceId, sheet.id],
  );
  const facts = {
    version,
    owners,
    content: await loadContent(tx, workspaceId, version.id),
    signatures: (await loadSignatures(tx, workspaceId)).get(version.id) ?? [],
    people: await loadPeople(tx, workspaceId),
    ...(await loadWorkspaceFacts(tx, workspaceId)),
  };
  const { key, name } = sheet;
  return { key, name, version: version.number, owners, answers: answersFrom(facts, decisions.rows) };
}

/** Ten questions to answer before scoring starts, answered from what is set up. @throws AppError `not_found`. */
export async function getReadiness(
  ctx: Context,
  input: OperationInput<typeof getReadinessOperation>,
): Promise<Readiness> {
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => readinessOf(tx, workspaceId, await loadSheet(tx, workspaceId, input.key)),
    { readOnly: true },
  );
}
