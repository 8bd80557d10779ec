import { seal, unseal } from "../seal.ts";
import { type Credentials, credentialsSchema } from "./schemas.ts";

const place = (workspaceId: number, key: string) => `crm:${workspaceId}:${key}`;

export const sealCredentials = (credentials: Credentials, workspaceId: number, key: string) =>
  seal(JSON.stringify(credentials), place(workspaceId, key));

/** @throws SealBroken where AUTH_SECRET has changed since. */
export const unsealCredentials = (sealed: string, workspaceId: number, key: string): Credentials =>
  credentialsSchema.parse(JSON.parse(unseal(sealed, place(workspaceId, key))));
