"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import type { Role } from "#lib/permissions.ts";
import { useShortcut, useShortcutListener } from "#lib/shortcuts/use-shortcuts.ts";
import { type NavItem, navItemsFor } from "./navigation.ts";

export interface GlobalShortcutsProps {
  role: Role;
  onPalette: () => void;
  onHelp: () => void;
}

/** The shortcuts that work on every page. Renders nothing. */
export function GlobalShortcuts({ role, onPalette, onHelp }: GlobalShortcutsProps) {
  const t = useTranslations("Shell");
  const group = t("shortcuts.everywhere");
  useShortcutListener();
  useShortcut({ id: "palette", keys: "mod+k", label: t("palette.title"), group, run: onPalette });
  useShortcut({ id: "help", keys: "?", label: t("shortcuts.title"), group, run: onHelp });
  useShortcut({
    id: "search",
    keys: "/",
    label: t("shortcuts.search"),
    group,
    run: () => {
      const field = document.querySelector<HTMLInputElement>("[data-page-search]");
      if (field) field.focus();
      else onPalette();
    },
  });
  return navItemsFor(role)
    .filter((item) => item.keys !== undefined)
    .map((item) => <GoTo key={item.id} item={item} keys={item.keys ?? ""} />);
}

function GoTo({ item, keys }: { item: NavItem; keys: string }) {
  const t = useTranslations("Shell");
  const router = useRouter();
  useShortcut({
    id: `go-${item.id}`,
    keys,
    label: t("shortcuts.goTo", { page: t(`nav.${item.id}`) }),
    group: t("shortcuts.everywhere"),
    run: () => router.push(item.href),
  });
  return null;
}
