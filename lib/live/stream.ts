import { authenticate } from "../auth/authenticate.ts";
import { actingMemberId, type Context } from "../context.ts";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import { liveHub } from "./hub.ts";
import type { StreamMessage } from "./messages.ts";

const BEAT_MS = 15_000;
/** Tabs and windows of one member in one process; a page that reconnects in a circle stops here. */
const MAX_STREAMS = 20;
/** What may wait for a slow reader before its stream is cut; it comes back and synchronises. */
const MAX_WAITING_BYTES = 64 * 1024;

const encoder = new TextEncoder();
const frame = (message: StreamMessage) => encoder.encode(`data: ${JSON.stringify(message)}\n\n`);

/**
 * A stream of Server-Sent Events with what happens in the member's workspace, as far as the role may know.
 * Each beat asks anew who the caller is: a member who was removed, or whose role changed, loses the stream.
 * @throws AppError `rate_limited` for too many streams, `unavailable` while the process stops.
 */
export async function openStream(ctx: Context, _input: unknown, request: Request): Promise<Response> {
  const hub = liveHub();
  const memberId = actingMemberId(ctx);
  const role = ctx.actor.kind === "member" ? ctx.actor.role : null;
  if (hub.closed) throw new AppError("unavailable", "The server is stopping", { retryAfter: 1 });
  if (hub.count(ctx.workspaceId, memberId) >= MAX_STREAMS)
    throw new AppError("rate_limited", "Too many open streams", { retryAfter: 30 });
  let end = () => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let ended = false;
        const push = (bytes: Uint8Array) => {
          if (ended) return;
          if ((controller.desiredSize ?? 0) <= 0) return end();
          controller.enqueue(bytes);
        };
        push(encoder.encode("retry: 1000\n\n"));
        const leave = hub.subscribe({
          workspaceId: ctx.workspaceId,
          memberId,
          role,
          send: (message) => push(frame(message)),
          close: () => end(),
        });
        const beat = setInterval(() => {
          stillTheSame(request, ctx).then((same) => {
            if (!same) return end();
            push(encoder.encode(": beat\n"));
            push(frame({ kind: "beat" }));
          });
        }, BEAT_MS).unref();
        end = () => {
          if (ended) return;
          ended = true;
          clearInterval(beat);
          leave();
          controller.close();
        };
        request.signal.addEventListener("abort", () => end());
      },
      cancel: () => end(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_WAITING_BYTES }),
  );
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // no-transform: compression would keep events back until its buffer is full.
      "cache-control": "private, no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

/** False where the caller may no longer hear what the stream was opened for. */
async function stillTheSame(request: Request, ctx: Context): Promise<boolean> {
  try {
    const { workspaceId, actor } = await authenticate(request, ctx.requestId);
    const { actor: before } = ctx;
    const role = actor.kind === "member" ? actor.role : null;
    return workspaceId === ctx.workspaceId && before.kind === "member" && before.role === role;
  } catch (error) {
    if (!(error instanceof AppError)) log.warn({ err: error }, "a live stream could not be checked");
    return false;
  }
}
