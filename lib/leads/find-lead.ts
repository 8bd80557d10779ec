import type { Tx } from "#db/client.ts";
import { notFound } from "../errors.ts";
import { findIdentities, type Identity, identityKey } from "./identities.ts";

const ID = /^[1-9]\d{0,15}$/;

/** A text that PostgreSQL can be asked for at all. */
const askable = (text: string) => text !== "" && !text.includes("\u0000") && text.isWellFormed();

function named(ref: string): Identity | null {
  const [, kind, value = ""] = /^(email|user):([\s\S]*)$/.exec(ref) ?? [];
  if (!kind || !askable(value)) return null;
  return kind === "email" ? { kind: "email", value: value.trim().toLowerCase() } : { kind: "user", value };
}

/**
 * The id of the lead that `ref` names: its id, `email:x@y.z` or `user:EXTERNAL_ID`.
 * @throws AppError `not_found`, also for what cannot be an id and for leads of other workspaces.
 */
export async function findLeadId(tx: Tx, workspaceId: number, ref: string): Promise<number> {
  const identity = named(ref);
  if (identity) {
    const found = (await findIdentities(tx, workspaceId, [identity])).get(identityKey(identity));
    if (found !== undefined) return found;
  } else if (ID.test(ref) && Number.isSafeInteger(Number(ref))) {
    const found = await tx.$client.query("select 1 from leads where workspace_id = $1 and id = $2", [
      workspaceId,
      Number(ref),
    ]);
    if (found.rowCount === 1) return Number(ref);
  }
  throw notFound("Lead");
}
