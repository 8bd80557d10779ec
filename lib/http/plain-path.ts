import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

const COLLECTOR = /^\/+(v1|beacon|sourceConfig)(?=[/?]|$)/;
const shared = globalThis as typeof globalThis & { hotsheetPlainPaths?: boolean };

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * The path as Next can take it. What is no valid encoding stands for itself ("%E0" is "%25E0"), since Next would answer
 * with a 500. Doubled slashes of the collector's paths, which a host set up with one at its end brings about, are one:
 * Next would answer with a redirect, which SDKs take for success.
 */
export function plainPath(url: string): string {
  const query = url.indexOf("?");
  const path = query < 0 ? url : url.slice(0, query);
  const single = COLLECTOR.test(url) ? path.replaceAll(/\/{2,}/g, "/") : path;
  const plain = isDecodable(single) ? single : single.replaceAll("%", "%25");
  return plain + url.slice(path.length);
}

/** Lets Next see only plain paths; called once at the start of the server. */
export function keepPathsPlain(): void {
  if (shared.hotsheetPlainPaths) return;
  shared.hotsheetPlainPaths = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    if (request.url) request.url = plainPath(request.url);
  });
}
