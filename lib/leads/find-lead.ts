import type { Tx } from "#db/client.ts";
import { notFound } from "../errors.ts";
import { findIdentities, type Identity, identityKey, type Owner } from "./identities.ts";

const ID = /^[1-9]\d{0,15}$/;

/** A text that PostgreSQL can be asked for at all. */
const askable = (text: string) => text !== "" && !text.includes("\u0000") && text.isWellFormed();

function named(ref: string): Identity | null {
  const [, kind, value = ""] = /^(email|user):([\s\S]*)$/.exec(ref) ?? [];
  if (!kind || !askable(value)) return null;
  return kind === "email" ? { kind: "email", value: value.trim().toLowerCase() } : { kind: "user", value };
}

/**
 * The lead that `ref` names: its id, `email:x@y.z` or `user:EXTERNAL_ID`. `leadId` is the lead as it is shown, the one that
 * it is joined into if it is; `homeId` the lead that the reference itself belongs to.
 * @throws AppError `not_found`, also for what cannot be an id and for leads of other workspaces.
 */
export async function findLead(tx: Tx, workspaceId: number, ref: string): Promise<Owner> {
  const identity = named(ref);
  if (identity) {
    const found = (await findIdentities(tx, workspaceId, [identity])).get(identityKey(identity));
    if (found !== undefined) return found;
  } else if (ID.test(ref) && Number.isSafeInteger(Number(ref))) {
    const found = await tx.$client.query<{ id: string }>(
      "select coalesce(joined_into, id) as id from leads where workspace_id = $1 and id = $2",
      [workspaceId, Number(ref)],
    );
    const [row] = found.rows;
    if (row) return { homeId: Number(ref), leadId: Number(row.id) };
  }
  throw notFound("Lead");
}

/** The id of the lead that `ref` names, as it is shown. @throws AppError `not_found`: see `findLead`. */
export async function findLeadId(tx: Tx, workspaceId: number, ref: string): Promise<number> {
  return (await findLead(tx, workspaceId, ref)).leadId;
}
