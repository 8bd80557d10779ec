import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

const COLLECTOR = /^\/+(v1|beacon|sourceConfig)(?=[/?]|$)/;
const shared = globalThis as typeof globalThis & { hotsheetCollapses?: boolean };

/** "//v1//batch?x=//" as "/v1/batch?x=//" where it is the collector's; other paths as they are. */
export function collapsed(url: string): string {
  if (!COLLECTOR.test(url) || !url.includes("//")) return url;
  const query = url.indexOf("?");
  const path = query < 0 ? url : url.slice(0, query);
  return path.replaceAll(/\/{2,}/g, "/") + url.slice(path.length);
}

/**
 * Next answers doubled slashes, as a host that was set up with one at its end brings them about, with a redirect, which
 * SDKs take for success. Called once at the start of the server, so that Next sees the collector's paths plain.
 */
export function collapseSlashes(): void {
  if (shared.hotsheetCollapses) return;
  shared.hotsheetCollapses = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    if (request.url) request.url = collapsed(request.url);
  });
}
