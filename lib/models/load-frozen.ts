import type { Tx } from "#db/client.ts";
import { AppError } from "../errors.ts";
import { type FrozenModel, type FrozenModels, modelReference, NO_MODELS } from "../scoring/frozen-model.ts";
import { issue } from "../scoring/issues.ts";
import type { SheetContent } from "../scoring/schema.ts";

const CACHE_SIZE = 100;
/** Model versions never change, so they are read once in a process. */
const known = new Map<string, FrozenModel>();

async function read(
  tx: Tx,
  workspaceId: number,
  model: string,
  version: number,
): Promise<FrozenModel | null> {
  const key = `${workspaceId}\n${modelReference(model, version)}`;
  const kept = known.get(key);
  if (kept) return kept;
  const found = await tx.$client.query<{ frozen: FrozenModel }>(
    `select v.frozen from model_versions v join models m on m.workspace_id = v.workspace_id and m.id = v.model_id
     where v.workspace_id = $1 and m.key = $2 and v.number = $3 and v.frozen is not null`,
    [workspaceId, model, version],
  );
  const frozen = found.rows[0]?.frozen ?? null;
  if (!frozen) return null;
  known.set(key, frozen);
  const oldest = known.size > CACHE_SIZE ? known.keys().next().value : undefined;
  if (oldest !== undefined) known.delete(oldest);
  return frozen;
}

/**
 * The frozen model versions that a sheet's rules name; none is read where there is no such rule.
 * @throws AppError `invalid_sheet` with every rule that names what there is not.
 */
export async function loadFrozenModels(
  tx: Tx,
  workspaceId: number,
  content: Pick<SheetContent, "rules">,
): Promise<FrozenModels> {
  if (!content.rules.some(({ kind }) => kind === "model")) return NO_MODELS;
  const found = new Map<string, FrozenModel>();
  const issues = [];
  for (const [place, rule] of content.rules.entries()) {
    if (rule.kind !== "model") continue;
    const { model, version } = rule;
    const frozen = await read(tx, workspaceId, model, version);
    if (frozen) found.set(modelReference(model, version), frozen);
    else issues.push(issue(["rules", place, "version"], "unknown_model", { model, version }));
  }
  if (issues.length > 0) throw new AppError("invalid_sheet", "The sheet is not valid", { issues });
  return found;
}
