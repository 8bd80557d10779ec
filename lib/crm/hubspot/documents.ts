import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Document, OpenAPIBackend } from "openapi-backend";

/** HubSpot's published OpenAPI documents, which are not part of the project. */
const folder = path.join(process.env.HOTSHEET_REAL_DATA ?? "../shared/data", "hubspot-openapi");
const FILES = ["contacts.json", "deals.json", "properties.json"];
export const hasDocuments = FILES.every((file) => existsSync(path.join(folder, file)));

export type Seen = {
  method: string;
  path: string;
  query: string;
  headers: Record<string, string>;
  body: unknown;
};

/** Holds requests and answers against the documents. Deals are `0-3` there, which the library calls `deals`. */
export async function openDocuments(): Promise<{
  request(seen: Seen): string[];
  answer(seen: Seen, status: number, body: unknown): string[];
}> {
  const apis = await Promise.all(
    FILES.map(async (file) => {
      const definition = JSON.parse(readFileSync(path.join(folder, file), "utf8")) as Document;
      const api = new OpenAPIBackend({
        definition,
        quick: true,
        ajvOpts: { strict: false, validateFormats: false },
      });
      await api.init();
      return api;
    }),
  );
  const find = (seen: Seen) => {
    const at = { ...seen, path: seen.path.replace("/objects/deals", "/objects/0-3") };
    for (const api of apis) {
      const operation = api.router.matchOperation(at);
      if (operation) return { api, operation, at };
    }
    return null;
  };
  const told = (seen: Seen, errors: unknown) =>
    ((errors ?? []) as { instancePath?: string; message?: string }[]).map(
      ({ instancePath, message }) => `${seen.method} ${seen.path}: ${instancePath} ${message}`,
    );
  return {
    request(seen) {
      const found = find(seen);
      if (!found) return [`${seen.method} ${seen.path} is not published`];
      const { errors } = found.api.validateRequest({ ...found.at, query: seen.query }, found.operation);
      return told(seen, errors);
    },
    answer(seen, status, body) {
      const found = find(seen);
      if (!found) return [];
      return told(seen, found.api.validateResponse(body, found.operation, status).errors);
    },
  };
}
