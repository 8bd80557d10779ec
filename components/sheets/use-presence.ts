"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useLive, useLiveMessages } from "#components/shell/use-live.ts";
import type { Person } from "#lib/live/messages.ts";
import { announcePresence } from "#lib/sheets/api.ts";

/** The server forgets who is silent for 15 s. */
const BEAT_MS = 5_000;

/** Tells the others that this member looks at a sheet and edits `rule`; answers who else does. */
export function usePresence(sheet: string, rule: string | null, own: number | null): readonly Person[] {
  const [people, setPeople] = useState<readonly Person[]>([]);
  const { status } = useLive();
  useLiveMessages((message) => {
    if (message.kind === "presence" && message.sheet === sheet) setPeople(message.people);
    if (message.kind === "sync") setPeople([]);
  });
  const isLive = status === "live";
  const tell = useEffectEvent(() => {
    // The next beat makes good for one that got lost.
    announcePresence(sheet, rule).catch(() => undefined);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another rule is told at once
  useEffect(() => {
    if (!isLive) return;
    tell();
    const timer = setInterval(() => tell(), BEAT_MS);
    return () => clearInterval(timer);
  }, [isLive, sheet, rule]);
  return isLive ? people.filter(({ id }) => id !== own) : [];
}
