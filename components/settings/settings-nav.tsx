"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { cn } from "#components/ui/cn.ts";
import { paths } from "#lib/paths.ts";
import type { Role } from "#lib/permissions.ts";
import { sectionsFor } from "./sections.ts";

/** Whether a page is that of a section or below it; all of them are below the profile's. */
const holds = (section: string, pathname: string): boolean =>
  pathname === section || (section !== paths.settings() && pathname.startsWith(`${section}/`));

/** Beside the page on a wide screen, a row that scrolls above it on a narrow one. */
export function SettingsNav({ role }: { role: Role }) {
  const t = useTranslations("Settings");
  const pathname = usePathname();
  const nav = useRef<HTMLElement>(null);
  // On a phone the section that is open may lie beyond the edge of the row.
  useEffect(() => {
    const links = [...(nav.current?.querySelectorAll("a") ?? [])];
    const current = links.find((link) => holds(link.pathname, pathname));
    current?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
  }, [pathname]);
  return (
    <nav
      ref={nav}
      aria-label={t("navigation")}
      className="-mx-4 overflow-x-auto px-4 md:mx-0 md:w-48 md:shrink-0 md:px-0"
    >
      <ul className="flex gap-1 border-b pb-2 md:sticky md:top-4 md:flex-col md:border-b-0 md:pb-0">
        {sectionsFor(role).map(({ id, href }) => {
          const isHere = pathname === href;
          const isWithin = holds(href, pathname);
          return (
            <li key={id}>
              <Link
                href={href}
                aria-current={isHere ? "page" : isWithin ? "true" : undefined}
                className={cn(
                  "flex h-9 items-center whitespace-nowrap rounded-md px-3 text-muted hover:bg-surface hover:text-foreground",
                  isWithin && "bg-accent-tint font-medium text-foreground",
                )}
              >
                {t(`sections.${id}`)}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
