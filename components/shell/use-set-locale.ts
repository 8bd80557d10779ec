"use client";

import { useRouter } from "next/navigation";
import { writePreferenceCookie } from "#lib/browser-cookie.ts";
import { type Locale, localeCookie } from "#lib/i18n/locale.ts";

/** Keeps the choice and renders the page again in that language, without losing what was typed. */
export function useSetLocale(): (locale: Locale) => void {
  const router = useRouter();
  return (locale) => {
    writePreferenceCookie(localeCookie, locale);
    router.refresh();
  };
}
