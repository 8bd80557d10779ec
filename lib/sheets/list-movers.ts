import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { findMovers } from "./preview-counts.ts";
import type { listMoversOperation } from "./preview-operations.ts";
import { population } from "./preview-population.ts";
import { MOVERS_MOST } from "./preview-schemas.ts";
import { previewLeads } from "./preview-scores.ts";
import { loadPreviewed } from "./previewed.ts";
import { nameMovers } from "./previewed-movers.ts";
import { readContent } from "./read-content.ts";

type Movers = (typeof listMoversOperation)["response"]["_output"];

/**
 * Who would enter or leave one group under a content: the leads behind a figure of the preview, from the same sample.
 * Writes nothing.
 * @throws AppError `not_found`, `invalid_sheet`, `invalid` for an unknown segment.
 */
export async function listMovers(
  ctx: Context,
  input: OperationInput<typeof listMoversOperation>,
): Promise<Movers> {
  authorize(ctx, "sheets:read");
  const { workspaceId } = ctx;
  const given = input.content === undefined ? null : readContent(input.content);
  const isPast = input.as_of !== undefined;
  const asOf = (input.as_of === undefined ? new Date() : new Date(input.as_of)).getTime();
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const { sheets, conditions } = await loadPreviewed(tx, workspaceId, input, given);
      const { ids, ...sample } = await population(tx, workspaceId, conditions, asOf, isPast);
      const leads = await previewLeads(tx, workspaceId, sheets, ids, asOf, isPast);
      const found = findMovers(leads, input.group, input.direction);
      return {
        group: input.group,
        direction: input.direction,
        sample: { size: ids.length, ...sample },
        leads: Math.round(found.length * sample.scale),
        movers: await nameMovers(tx, workspaceId, found.slice(0, MOVERS_MOST)),
      };
    },
    { readOnly: true, isolation: "repeatable read" },
  );
}
