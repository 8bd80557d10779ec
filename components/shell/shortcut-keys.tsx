"use client";

import { useTranslations } from "next-intl";
import { Fragment, useSyncExternalStore } from "react";
import { Kbd } from "#components/ui/kbd.tsx";

const never = () => () => {};
const isMac = () => /Mac|iPhone|iPad/.test(navigator.platform);

/** The keys of a shortcut as keycaps, with ⌘ or Ctrl as the reader's keyboard has it. */
export function ShortcutKeys({ keys }: { keys: readonly string[] }) {
  const t = useTranslations("Shell.shortcuts");
  const mac = useSyncExternalStore(never, isMac, () => false);
  const caps = keys.map((token) => {
    const key = token.replace("mod+", "");
    const name = key === "enter" ? "Enter" : key.toUpperCase();
    return token.startsWith("mod+") ? (mac ? `⌘${name}` : `Ctrl ${name}`) : name;
  });
  return (
    <span className="inline-flex items-center gap-1">
      {caps.map((cap, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a sequence never reorders
        <Fragment key={index}>
          {index > 0 && <span className="text-muted text-xs">{t("then")}</span>}
          <Kbd>{cap}</Kbd>
        </Fragment>
      ))}
    </span>
  );
}
