import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { LanguageSwitch } from "#components/shell/language-switch.tsx";
import { Logo } from "#components/shell/logo.tsx";
import { ThemeSwitch } from "#components/shell/theme-switch.tsx";

export default async function AuthLayout({ children }: { children: ReactNode }) {
  const t = await getTranslations("Shell");
  return (
    <div className="flex min-h-dvh flex-col bg-surface">
      <header className="flex items-center gap-2 px-4 py-3">
        <Logo />
        <span className="flex-1 font-semibold text-lg">{t("product")}</span>
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 pt-4 pb-24">
        {children}
      </main>
    </div>
  );
}
