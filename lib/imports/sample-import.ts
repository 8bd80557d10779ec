import { conflict, invalid } from "../errors.ts";
import { type Sample, takeSample } from "./analyse.ts";
import { readFile } from "./chunks.ts";
import { ImportError } from "./import-error.ts";
import type { ImportRow } from "./internal.ts";
import type { Mapping } from "./mapping.ts";

type Choices = Pick<Mapping, "encoding" | "delimiter" | "header">;

/** The beginning of an import's file; a file that is no CSV answers 422 with the reason. */
export async function sampleOf(row: ImportRow, choices: Choices): Promise<Sample> {
  if (row.state === "done" || row.state === "cancelled")
    throw conflict("The file is gone: this import is over");
  if (row.state === "uploading") throw conflict("The file is still being uploaded");
  try {
    return await takeSample(readFile(row.workspaceId, row.id), choices);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    const issue = { path: "file", code: error.code, message: error.message };
    throw invalid([error.line === null ? issue : { ...issue, params: { line: error.line } }], error.message);
  }
}
