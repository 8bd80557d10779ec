import type { NextRequest } from "next/server";
import { handlers } from "#lib/auth/next-auth.ts";
import { errorResponse } from "#lib/http/respond.ts";

/** Without a secret next-auth is not even asked: its own answer to that is an error that reads like a session. */
async function guarded(handler: (request: NextRequest) => Promise<Response>, request: NextRequest) {
  try {
    return await handler(request);
  } catch (error) {
    return errorResponse(error, crypto.randomUUID());
  }
}

export const GET = (request: NextRequest) => guarded(handlers.GET, request);
export const POST = (request: NextRequest) => guarded(handlers.POST, request);
