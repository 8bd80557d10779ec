import type { Tx } from "#db/client.ts";
import { formUrl, personalUrl } from "./form-url.ts";

/**
 * Addresses of forms by their keys, as mails link to them: a lead's own, or, where there is no lead, everybody's. "" where
 * there is no such form.
 */
export async function formLinksOf(
  tx: Tx,
  workspaceId: number,
  leadId: number | null,
  keys: readonly string[],
): Promise<Record<string, string>> {
  if (keys.length === 0) return {};
  const found = await tx.$client.query<{ key: string; token: string }>(
    "select key, token from forms where workspace_id = $1 and key = any($2::text[])",
    [workspaceId, keys],
  );
  const tokens = new Map(found.rows.map(({ key, token }) => [key, token]));
  return Object.fromEntries(
    keys.map((key) => {
      const token = tokens.get(key);
      if (token === undefined) return [key, ""];
      return [key, leadId === null ? formUrl(token) : personalUrl(token, leadId)];
    }),
  );
}
