"use client";

import { Menu } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { Drawer, DrawerContent, DrawerTrigger } from "#components/ui/drawer.tsx";
import type { Role } from "#lib/permissions.ts";
import { NavLink } from "./nav-link.tsx";
import { isCurrent, navItemsFor } from "./navigation.ts";

const IN_BAR = 4;
const entryClass = "flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-1 text-muted text-xs";

/** The first four destinations at the thumb, the rest behind "More". */
export function MobileNav({ role }: { role: Role }) {
  const t = useTranslations("Shell");
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const items = navItemsFor(role);
  const rest = items.slice(IN_BAR);
  const restIsCurrent = rest.some((item) => isCurrent(item, pathname));
  return (
    <nav
      aria-label={t("mainNavigation")}
      className="fixed inset-x-0 bottom-0 z-30 flex border-t bg-raised pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {items.slice(0, IN_BAR).map((item) => {
        const current = isCurrent(item, pathname);
        const Icon = item.icon;
        return (
          <Link
            key={item.id}
            href={item.href}
            aria-current={current ? "page" : undefined}
            className={cn(entryClass, "-outline-offset-2", current && "font-medium text-foreground")}
          >
            <Icon aria-hidden className={cn("size-5", current && "text-accent")} />
            <span className="max-w-full truncate">{t(`nav.${item.id}`)}</span>
          </Link>
        );
      })}
      <Drawer open={open} onOpenChange={setOpen}>
        <DrawerTrigger
          className={cn(entryClass, "-outline-offset-2", restIsCurrent && "font-medium text-foreground")}
        >
          <Menu aria-hidden className={cn("size-5", restIsCurrent && "text-accent")} />
          {t("more")}
        </DrawerTrigger>
        <DrawerContent side="bottom" title={t("more")}>
          <ul className="flex flex-col gap-1">
            {rest.map((item) => (
              <li key={item.id}>
                <NavLink item={item} current={isCurrent(item, pathname)} onNavigate={() => setOpen(false)} />
              </li>
            ))}
          </ul>
        </DrawerContent>
      </Drawer>
    </nav>
  );
}
