"use client";

import { createTranslator, type Messages } from "next-intl";
import { useEffect, useState } from "react";
import { isLocale, type Locale, localeCookie, pickLocale } from "#lib/i18n/locale.ts";
import { loadMessages } from "#lib/i18n/messages.ts";
import "./globals.css";

/** The root layout failed, so neither its providers nor its language are there. */
function readerLocale(): Locale {
  const pair = document.cookie.split("; ").find((part) => part.startsWith(`${localeCookie}=`));
  const chosen = pair?.slice(localeCookie.length + 1);
  return isLocale(chosen) ? chosen : pickLocale(navigator.languages.join(","));
}

export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const [loaded, setLoaded] = useState<{ locale: Locale; messages: Messages } | null>(null);
  useEffect(() => {
    console.error(error);
    const locale = readerLocale();
    loadMessages(locale).then((messages) => setLoaded({ locale, messages }), console.error);
  }, [error]);
  const t = loaded && createTranslator({ ...loaded, namespace: "Ui" });
  return (
    <html lang={loaded?.locale ?? "en"}>
      <body>
        <main
          className="mx-auto flex max-w-xl flex-col items-center gap-3 px-4 py-16 text-center"
          role="alert"
        >
          {t && (
            <>
              <h1 className="font-semibold text-xl">{t("errorTitle")}</h1>
              <p>{t("errorText")}</p>
              <button
                type="button"
                className="h-9 rounded-md border border-control px-3 font-medium"
                onClick={() => retry()}
              >
                {t("retry")}
              </button>
            </>
          )}
        </main>
      </body>
    </html>
  );
}
