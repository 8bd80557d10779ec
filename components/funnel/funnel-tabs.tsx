"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import { paths } from "#lib/paths.ts";

const TABS = [
  { id: "stages", href: paths.funnel() },
  { id: "groups", href: paths.funnelGroups() },
  { id: "return", href: paths.funnelReturn() },
] as const;

/** The pages of the funnel, each with an address of its own. */
export function FunnelTabs() {
  const t = useTranslations("Funnel.tabs");
  const pathname = usePathname();
  return (
    <nav aria-label={t("label")} className="mb-6 overflow-x-auto border-b">
      <ul className="flex gap-1">
        {TABS.map(({ id, href }) => (
          <li key={id}>
            <Link
              href={href}
              aria-current={pathname === href ? "page" : undefined}
              className={cn(
                "flex h-9 items-center whitespace-nowrap border-transparent border-b-2 px-3 font-medium text-muted -outline-offset-2 hover:text-foreground",
                pathname === href && "border-accent text-foreground",
              )}
            >
              {t(id)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
