import { inWorkspace } from "#db/client.ts";
import { mailSettings } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import type { MailSettings } from "./schemas.ts";

/** How leads are written to. */
export async function getMailSettings(ctx: Context): Promise<MailSettings> {
  authorize(ctx, "mail:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const found = await tx.$client.query<MailSettings>(
        "select weekly_cap, needs_consent from mail_settings where workspace_id = $1",
        [workspaceId],
      );
      return found.rows[0] ?? { weekly_cap: 3, needs_consent: true };
    },
    { readOnly: true },
  );
}

/** Sets how leads are written to. */
export async function putMailSettings(ctx: Context, input: MailSettings): Promise<MailSettings> {
  authorize(ctx, "workspace:manage");
  const { workspaceId } = ctx;
  const values = { weeklyCap: input.weekly_cap, needsConsent: input.needs_consent };
  return inWorkspace(workspaceId, async (tx) => {
    await tx
      .insert(mailSettings)
      .values({ workspaceId, ...values })
      .onConflictDoUpdate({ target: mailSettings.workspaceId, set: values });
    await audit(tx, ctx, "mail.settings", "mail", { ...input });
    return input;
  });
}
