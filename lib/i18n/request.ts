import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { isLocale, localeCookie, resolveLocale } from "./locale.ts";
import { loadMessages } from "./messages.ts";
import { onIntlError } from "./on-error.ts";
import { resolveTimeZone, timeZoneCookie } from "./time-zone.ts";

export default getRequestConfig(async ({ locale: asked }) => {
  const [jar, header] = await Promise.all([cookies(), headers()]);
  const locale = isLocale(asked)
    ? asked
    : resolveLocale(jar.get(localeCookie)?.value, header.get("accept-language"));
  return {
    locale,
    messages: await loadMessages(locale),
    timeZone: resolveTimeZone(jar.get(timeZoneCookie)?.value),
    now: new Date(),
    onError: onIntlError,
  };
});
