"use client";

import { Command } from "cmdk";
import { Keyboard, Languages, type LucideIcon, Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { locales } from "#lib/i18n/locale.ts";
import type { Role } from "#lib/permissions.ts";
import { navItemsFor } from "./navigation.ts";
import { ShortcutKeys } from "./shortcut-keys.tsx";
import { themes } from "./theme-switch.tsx";
import { useSetLocale } from "./use-set-locale.ts";

export interface CommandPaletteProps {
  role: Role;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onShowShortcuts: () => void;
}

const groupClass =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-muted [&_[cmdk-group-heading]]:text-sm";

export function CommandPalette({ role, open, onOpenChange, onShowShortcuts }: CommandPaletteProps) {
  const t = useTranslations("Shell");
  const router = useRouter();
  const { setTheme } = useTheme();
  const setLocale = useSetLocale();
  const run = (action: () => void) => () => {
    onOpenChange(false);
    action();
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t("palette.title")} hideTitle size="md" className="top-[12dvh] translate-y-0">
        <Command label={t("palette.title")} loop>
          <div className="flex items-center gap-2 border-b px-3">
            <Search aria-hidden className="size-4 shrink-0 text-muted" />
            <Command.Input
              placeholder={t("palette.placeholder")}
              className="h-11 w-full bg-transparent outline-none"
            />
          </div>
          <Command.List label={t("palette.results")} className="max-h-[50dvh] overflow-y-auto p-1">
            <Command.Empty className="px-2 py-6 text-center text-muted">{t("palette.empty")}</Command.Empty>
            <Command.Group heading={t("palette.goTo")} className={groupClass}>
              {navItemsFor(role).map((item) => (
                <PaletteItem
                  key={item.id}
                  icon={item.icon}
                  label={t(`nav.${item.id}`)}
                  keys={item.keys}
                  onSelect={run(() => router.push(item.href))}
                />
              ))}
            </Command.Group>
            <Command.Group heading={t("palette.preferences")} className={groupClass}>
              {themes.map(({ id, icon }) => (
                <PaletteItem
                  key={id}
                  icon={icon}
                  label={`${t("theme.label")}: ${t(`theme.${id}`)}`}
                  onSelect={run(() => setTheme(id))}
                />
              ))}
              {locales.map((id) => (
                <PaletteItem
                  key={id}
                  icon={Languages}
                  label={`${t("language.label")}: ${t(`language.${id}`)}`}
                  onSelect={run(() => setLocale(id))}
                />
              ))}
              <PaletteItem
                icon={Keyboard}
                label={t("shortcuts.title")}
                keys="?"
                onSelect={run(onShowShortcuts)}
              />
            </Command.Group>
          </Command.List>
        </Command>
      </DialogContent>
    </Dialog>
  );
}

interface PaletteItemProps {
  icon: LucideIcon;
  label: string;
  keys?: string;
  onSelect: () => void;
}

function PaletteItem({ icon: Icon, label, keys, onSelect }: PaletteItemProps) {
  return (
    <Command.Item
      value={label}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default items-center gap-3 rounded-md px-2 data-[selected=true]:bg-accent-tint"
    >
      <Icon aria-hidden className="size-4 text-muted" />
      <span className="flex-1 truncate">{label}</span>
      {keys && <ShortcutKeys keys={keys.split(" ")} />}
    </Command.Item>
  );
}
