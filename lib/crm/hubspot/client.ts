import type http from "node:http";
import { Client } from "@hubspot/api-client";
import type { CrmError } from "../connector.ts";
import { errorOfCall, errorOfStatus, guardedAgent } from "../outbound.ts";

export const HUBSPOT_URL = "https://api.hubapi.com";

/** Of the library's request, what is needed to give it an agent. */
type Request = { getUrl(): string; setAgent(agent: http.Agent): void };

/** HubSpot's own client; each of its calls is checked where it leads, and none is repeated by itself. */
export function hubspotClient(baseUrl: string, accessToken: string): Client {
  return new Client({
    accessToken,
    basePath: baseUrl.replace(/\/+$/, ""),
    numberOfApiCallRetries: 0,
    middleware: [
      {
        pre: async (context) => {
          const request = context as Request;
          request.setAgent(await guardedAgent(request.getUrl()));
          return request;
        },
        post: (context) => context,
      },
    ],
  });
}

type Refused = { code: number; body: unknown; headers: Record<string, string> };
const isRefused = (error: unknown): error is Refused =>
  error instanceof Error && "code" in error && typeof error.code === "number" && "body" in error;

/** The library's message holds headers and bodies; only what HubSpot says is passed on. */
function textOf(body: unknown): string {
  let said = body;
  if (typeof said === "string") {
    try {
      said = JSON.parse(said);
    } catch {
      return String(body);
    }
  }
  const { message } = (said ?? {}) as { message?: unknown };
  return typeof message === "string" ? message : "";
}

export function hubspotError(error: unknown): CrmError {
  if (!isRefused(error)) return errorOfCall(error);
  const { code, body, headers } = error;
  return errorOfStatus({ status: code, text: textOf(body), retryAfter: headers?.["retry-after"] }, error);
}

/** Runs calls of the library. @throws CrmError */
export async function asked<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw hubspotError(error);
  }
}
