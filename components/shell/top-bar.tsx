"use client";

import { CircleQuestionMark, Search } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Bell } from "#components/notifications/bell.tsx";
import { Button } from "#components/ui/button.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { paths } from "#lib/paths.ts";
import type { Role } from "#lib/permissions.ts";
import { CommandPalette } from "./command-palette.tsx";
import { GlobalShortcuts } from "./global-shortcuts.tsx";
import { LanguageSwitch } from "./language-switch.tsx";
import { Logo } from "./logo.tsx";
import { ShortcutKeys } from "./shortcut-keys.tsx";
import { ShortcutsHelp } from "./shortcuts-help.tsx";
import { ThemeSwitch } from "./theme-switch.tsx";
import { UserMenu } from "./user-menu.tsx";

export interface TopBarProps {
  user: { name: string; email: string };
  role: Role;
}

export function TopBar({ user, role }: TopBarProps) {
  const t = useTranslations("Shell");
  const [overlay, setOverlay] = useState<"palette" | "help" | null>(null);
  const toggle = (name: "palette" | "help") => (open: boolean) => setOverlay(open ? name : null);
  return (
    <header className="sticky top-0 z-20 flex h-12 print:hidden items-center gap-1 border-b bg-background px-3 md:px-6">
      <Link href={paths.home()} aria-label={t("product")} className="mr-auto rounded-md md:hidden">
        <Logo />
      </Link>
      <Button
        onClick={() => setOverlay("palette")}
        className="w-9 justify-center px-0 text-muted md:mr-auto md:w-72 md:justify-start md:px-3"
      >
        <Search aria-hidden />
        <span className="sr-only flex-1 text-left font-normal md:not-sr-only">{t("palette.open")}</span>
        <span className="hidden md:block">
          <ShortcutKeys keys={["mod+k"]} />
        </span>
      </Button>
      <IconButton
        label={t("shortcuts.title")}
        className="hidden md:inline-flex"
        onClick={() => setOverlay("help")}
      >
        <CircleQuestionMark aria-hidden />
      </IconButton>
      <Bell />
      <LanguageSwitch />
      <ThemeSwitch />
      <UserMenu user={user} role={role} onShowShortcuts={() => setOverlay("help")} />
      <GlobalShortcuts
        role={role}
        onPalette={() => setOverlay("palette")}
        onHelp={() => setOverlay("help")}
      />
      <CommandPalette
        role={role}
        open={overlay === "palette"}
        onOpenChange={toggle("palette")}
        onShowShortcuts={() => setOverlay("help")}
      />
      <ShortcutsHelp open={overlay === "help"} onOpenChange={toggle("help")} />
    </header>
  );
}
