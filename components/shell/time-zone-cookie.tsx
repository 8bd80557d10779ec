"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { writePreferenceCookie } from "#lib/browser-cookie.ts";
import { timeZoneCookie } from "#lib/i18n/time-zone.ts";

/** Tells the server the browser's time zone once; pages rendered in another one are rendered again. */
export function TimeZoneCookie({ current }: { current: string }) {
  const router = useRouter();
  useEffect(() => {
    const known = document.cookie.split("; ").some((pair) => pair.startsWith(`${timeZoneCookie}=`));
    if (known) return;
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    writePreferenceCookie(timeZoneCookie, timeZone);
    if (timeZone !== current) router.refresh();
  }, [current, router]);
  return null;
}
