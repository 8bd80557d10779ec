import { IANAZone } from "luxon";
import type { z } from "zod";
import { authorize, type Context } from "../context.ts";
import { invalid } from "../errors.ts";
import { analyse } from "./analyse.ts";
import { earlierMapping } from "./earlier-mapping.ts";
import { loadImport, workspaceZone } from "./internal.ts";
import { sampleOf } from "./sample-import.ts";
import type { Analysis, analysisQuery } from "./schemas.ts";

/** Looks at an uploaded file: format, columns, guesses. @throws AppError `not_found`, `conflict`, `invalid` */
export async function analyseImport(
  ctx: Context,
  input: z.infer<typeof analysisQuery> & { id: number },
): Promise<Analysis> {
  authorize(ctx, "imports:create");
  const { encoding, delimiter, header, time_zone } = input;
  if (time_zone !== undefined && !IANAZone.isValidZone(time_zone)) {
    throw invalid([{ path: "time_zone", message: "is not a time zone such as Europe/Madrid" }]);
  }
  const row = await loadImport(ctx, input.id);
  const zone = time_zone ?? (await workspaceZone(ctx.workspaceId));
  const sample = await sampleOf(row, { encoding, delimiter, header: header === "true" });
  const earlier = await earlierMapping(row, sample.columns);
  return { ...analyse(row.kind, sample, zone), earlier };
}
