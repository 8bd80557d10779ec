import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadContent, loadSheet, loadVersions } from "./internal.ts";
import type { Matrix } from "./matrix-schemas.ts";
import type { getMatrixOperation } from "./operations.ts";

type Row = { label: string | null; leads: number; excluded: number };

/**
 * How many leads have each label on a sheet: every stored score of its segment, counted by one query.
 * @throws AppError `not_found`.
 */
export async function getMatrix(
  ctx: Context,
  input: OperationInput<typeof getMatrixOperation>,
): Promise<Matrix> {
  authorize(ctx, "leads:read");
  const { workspaceId } = ctx;
  return inWorkspace(
    workspaceId,
    async (tx) => {
      const sheet = await loadSheet(tx, workspaceId, input.key);
      const { key, name } = sheet;
      const active = (await loadVersions(tx, workspaceId, [sheet.id])).find(
        ({ state }) => state === "active",
      );
      if (!active) {
        const nothing = { segment: null, segment_name: null, dimensions: [], labels: [], unlabelled: 0 };
        return { key, name, version: null, ...nothing };
      }
      const content = await loadContent(tx, workspaceId, active.id);
      const { rows } = await tx.$client.query<Row>(
        `select label, count(*) filter (where excluded is null)::int as leads,
           count(*) filter (where excluded is not null)::int as excluded
         from scores where workspace_id = $1 and sheet_id = $2 group by label order by label`,
        [workspaceId, sheet.id],
      );
      const segments = await tx.$client.query<{ name: string }>(
        "select name from segments where workspace_id = $1 and id = $2",
        [workspaceId, active.segmentId],
      );
      return {
        key,
        name,
        version: active.number,
        segment: active.segment,
        segment_name: segments.rows[0]?.name ?? active.segment,
        dimensions: content.dimensions
          .filter(({ bands }) => bands.length > 0)
          .map((dimension) => ({ ...dimension, bands: dimension.bands.map(({ label }) => label) }))
          .map(({ key: dimension, name: title, bands }) => ({ key: dimension, name: title, bands })),
        labels: rows.flatMap(({ label, ...counts }) => (label === null ? [] : [{ label, ...counts }])),
        unlabelled: rows
          .filter(({ label }) => label === null)
          .reduce((sum, { leads, excluded }) => sum + leads + excluded, 0),
      };
    },
    { readOnly: true },
  );
}
