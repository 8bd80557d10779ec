"use client";

import { useTranslations } from "next-intl";
import { Dialog, DialogContent } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { setLetterKeys, useLetterKeys } from "#lib/shortcuts/letter-keys.ts";
import { useShortcutList } from "#lib/shortcuts/use-shortcuts.ts";
import { ShortcutKeys } from "./shortcut-keys.tsx";

export interface ShortcutsHelpProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Every shortcut that works on this page, and the switch that turns single keys off. */
export function ShortcutsHelp({ open, onOpenChange }: ShortcutsHelpProps) {
  const t = useTranslations("Shell.shortcuts");
  const shortcuts = useShortcutList();
  const letterKeys = useLetterKeys();
  const groups = Map.groupBy(shortcuts, ({ group }) => group);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t("title")} size="md">
        <div className="flex flex-col gap-4">
          {[...groups].map(([group, members]) => (
            <section key={group} aria-label={group}>
              <h3 className="mb-1 font-medium text-muted text-sm">{group}</h3>
              <ul>
                {members.map((shortcut) => (
                  <li key={shortcut.id} className="flex min-h-9 items-center justify-between gap-4 border-b">
                    {shortcut.label}
                    <ShortcutKeys keys={shortcut.keys} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
          <Field inline label={t("letterKeys")} hint={t("letterKeysHint")}>
            <Switch checked={letterKeys} onCheckedChange={setLetterKeys} />
          </Field>
        </div>
      </DialogContent>
    </Dialog>
  );
}
