"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type Messages, NextIntlClientProvider } from "next-intl";
import { ThemeProvider } from "next-themes";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { Toaster } from "#components/ui/toast.tsx";
import { TooltipProvider } from "#components/ui/tooltip.tsx";
import { createQueryClient } from "#lib/http/query-client.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { onIntlError } from "#lib/i18n/on-error.ts";
import { paths } from "#lib/paths.ts";
import { TimeZoneCookie } from "./time-zone-cookie.tsx";

export interface ProvidersProps {
  locale: Locale;
  messages: Messages;
  timeZone: string;
  now: Date;
  /** Of this answer's Content-Security-Policy, for the script that sets the theme before the first paint. */
  nonce: string | undefined;
  children: ReactNode;
}

function toSignIn(): void {
  const { pathname, search } = window.location;
  window.location.assign(paths.signIn(pathname + search));
}

export function Providers({ locale, messages, timeZone, now, nonce, children }: ProvidersProps) {
  const [queryClient] = useState(() => createQueryClient(toSignIn));
  return (
    <NextIntlClientProvider
      locale={locale}
      messages={messages}
      timeZone={timeZone}
      now={now}
      onError={onIntlError}
    >
      <NuqsAdapter>
        <ThemeProvider attribute="class" storageKey="hotsheet-theme" disableTransitionOnChange nonce={nonce}>
          <QueryClientProvider client={queryClient}>
            <TooltipProvider delayDuration={400}>{children}</TooltipProvider>
          </QueryClientProvider>
          <Toaster />
        </ThemeProvider>
      </NuqsAdapter>
      <TimeZoneCookie current={timeZone} />
    </NextIntlClientProvider>
  );
}
