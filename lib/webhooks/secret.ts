import { randomBytes } from "node:crypto";
import { seal, unseal } from "../seal.ts";

/** A new signing secret as Standard Webhooks writes them: 32 random bytes in base64 after `whsec_`. */
export const newSecret = () => `whsec_${randomBytes(32).toString("base64")}`;

const place = (workspaceId: number, key: string) => `webhook:${workspaceId}:${key}`;

export const sealSecret = (secret: string, workspaceId: number, key: string) =>
  seal(secret, place(workspaceId, key));

/** @throws SealBroken where AUTH_SECRET has changed since. */
export const unsealSecret = (sealed: string, workspaceId: number, key: string) =>
  unseal(sealed, place(workspaceId, key));
