"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { StreamMessage } from "#lib/live/messages.ts";
import { type LiveState, liveState, onLiveMessage, serverLiveState, watchLive } from "./live-connection.ts";

/** Whether news arrive, and when the last came. All users share one stream. */
export const useLive = (): LiveState => useSyncExternalStore(watchLive, liveState, serverLiveState);

/** Calls `handler` for each message of the stream while the component is there. */
export function useLiveMessages(handler: (message: StreamMessage) => void): void {
  const handle = useEffectEvent(handler);
  useEffect(() => onLiveMessage((message) => handle(message)), []);
}
