import { inWorkspace } from "#db/client.ts";
import { notificationPreferences } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import type { Context } from "../context.ts";
import { acting } from "../members/me-internal.ts";
import { loadPreferences } from "./get-preferences.ts";
import type { Preferences, ShownPreferences } from "./preference-schemas.ts";

/** Sets how the acting member is told from now on; nobody else can be named. */
export function setPreferences(ctx: Context, input: Preferences): Promise<ShownPreferences> {
  const { memberId } = acting(ctx);
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const before = await loadPreferences(tx, workspaceId, memberId);
    const chosen = {
      channels: input.channels,
      quietFrom: input.quiet_hours?.from ?? null,
      quietTo: input.quiet_hours?.to ?? null,
      digest: input.digest.every,
      digestHour: input.digest.hour,
      digestDay: input.digest.weekday,
      // A digest that is switched on tells of what comes from now on.
      ...(before.digest.every === "off" ? { digestAt: new Date() } : {}),
    };
    const { workspaceId: ws, memberId: member } = notificationPreferences;
    await tx
      .insert(notificationPreferences)
      .values({ workspaceId, memberId, ...chosen })
      .onConflictDoUpdate({ target: [ws, member], set: chosen });
    await audit(tx, ctx, "me.notifications", `member:${memberId}`);
    return loadPreferences(tx, workspaceId, memberId);
  });
}
