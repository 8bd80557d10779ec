import { type StreamMessage, streamMessageSchema } from "#lib/live/messages.ts";
import { apiPaths } from "#lib/paths.ts";

/** `paused`: nothing arrives; `since` is when the last news came, null where none ever did. */
export type LiveState = { status: "connecting" | "live" | "paused"; lastAt: number | null };

const BEGINNING: LiveState = { status: "connecting", lastAt: null };
/** The server says something at least every 15 s. */
const SILENCE_MS = 40_000;
/** Shorter gaps are not worth a word. */
const PAUSED_MS = 3_000;
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;

let source: EventSource | null = null;
let state = BEGINNING;
let users = 0;
let retryMs = FIRST_RETRY_MS;
let pause: ReturnType<typeof setTimeout> | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
let silence: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();
const listeners = new Set<(message: StreamMessage) => void>();

function become(status: LiveState["status"], lastAt = state.lastAt): void {
  if (status === state.status && lastAt === state.lastAt) return;
  state = { status, lastAt };
  for (const watcher of watchers) watcher();
}

function disconnect(): void {
  for (const timer of [pause, retry, silence]) clearTimeout(timer);
  pause = retry = silence = undefined;
  source?.close();
  source = null;
}

function failed(): void {
  pause ??= setTimeout(() => become("paused"), PAUSED_MS);
  // The browser comes back by itself, except where the answer was no stream.
  if (source?.readyState !== EventSource.CLOSED) return;
  source = null;
  clearTimeout(retry);
  retry = setTimeout(connect, retryMs);
  retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
}

function heard(text: string): void {
  clearTimeout(pause);
  pause = undefined;
  retryMs = FIRST_RETRY_MS;
  clearTimeout(silence);
  silence = setTimeout(() => {
    become("paused");
    source?.close();
    source = null;
    connect();
  }, SILENCE_MS);
  become("live", Date.now());
  const message = streamMessageSchema.safeParse(JSON.parse(text));
  // A server of a newer version may say what this page does not know.
  if (message.success) for (const listener of listeners) listener(message.data);
}

function connect(): void {
  if (source || users === 0 || document.hidden) return;
  const made = new EventSource(apiPaths.stream());
  source = made;
  made.onmessage = ({ data }) => heard(String(data));
  made.onerror = () => {
    if (source === made) failed();
  };
}

/** A hidden tab needs no stream, and browsers allow only six connections to a plain http server. */
function followVisibility(): void {
  if (document.hidden) {
    disconnect();
    become("connecting");
  } else connect();
}

/** Browsers know before the connection does. */
function goOffline(): void {
  disconnect();
  pause = setTimeout(() => become("paused"), PAUSED_MS);
}

/** Keeps the one stream of this page open while anybody uses it. Returns how to let go. */
function use(): () => void {
  if (users++ === 0) {
    document.addEventListener("visibilitychange", followVisibility);
    window.addEventListener("offline", goOffline);
    window.addEventListener("online", connect);
    connect();
  }
  return () => {
    if (--users > 0) return;
    document.removeEventListener("visibilitychange", followVisibility);
    window.removeEventListener("offline", goOffline);
    window.removeEventListener("online", connect);
    disconnect();
    state = BEGINNING;
  };
}

export const liveState = (): LiveState => state;
export const serverLiveState = (): LiveState => BEGINNING;

export function watchLive(watcher: () => void): () => void {
  watchers.add(watcher);
  const letGo = use();
  return () => {
    watchers.delete(watcher);
    letGo();
  };
}

export function onLiveMessage(listener: (message: StreamMessage) => void): () => void {
  listeners.add(listener);
  const letGo = use();
  return () => {
    listeners.delete(listener);
    letGo();
  };
}
