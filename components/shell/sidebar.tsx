"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "#components/ui/cn.ts";
import { IconButton } from "#components/ui/icon-button.tsx";
import { writePreferenceCookie } from "#lib/browser-cookie.ts";
import { paths } from "#lib/paths.ts";
import type { Role } from "#lib/permissions.ts";
import { Logo } from "./logo.tsx";
import { NavLink } from "./nav-link.tsx";
import { isCurrent, navItemsFor } from "./navigation.ts";
import { sidebarCookie } from "./sidebar-cookie.ts";

export interface SidebarProps {
  role: Role;
  workspaceName: string;
  defaultCollapsed: boolean;
}

/** Desktop navigation; phones have MobileNav. */
export function Sidebar({ role, workspaceName, defaultCollapsed }: SidebarProps) {
  const t = useTranslations("Shell");
  const pathname = usePathname();
  const [collapsed, setCollapsed] = useState(defaultCollapsed);
  const toggle = () => {
    writePreferenceCookie(sidebarCookie, collapsed ? "open" : "collapsed");
    setCollapsed(!collapsed);
  };
  return (
    <nav
      aria-label={t("mainNavigation")}
      className={cn(
        "sticky top-0 hidden h-dvh shrink-0 flex-col border-r bg-surface md:flex print:hidden",
        collapsed ? "w-14" : "w-56",
      )}
    >
      <Link
        href={paths.home()}
        className={cn(
          "m-2 flex h-12 items-center gap-2 rounded-md px-1.5",
          collapsed && "justify-center px-0",
        )}
      >
        <Logo />
        <span className={cn("min-w-0", collapsed && "sr-only")}>
          <span className="block font-semibold">{t("product")}</span>
          <span className="block truncate text-muted text-xs">{workspaceName}</span>
        </span>
      </Link>
      <ul className="flex flex-1 flex-col gap-0.5 overflow-y-auto p-2">
        {navItemsFor(role).map((item) => (
          <li key={item.id}>
            <NavLink item={item} current={isCurrent(item, pathname)} collapsed={collapsed} />
          </li>
        ))}
      </ul>
      <div className={cn("flex p-2", collapsed ? "justify-center" : "justify-end")}>
        <IconButton
          label={collapsed ? t("expandSidebar") : t("collapseSidebar")}
          aria-expanded={!collapsed}
          onClick={toggle}
        >
          {collapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
        </IconButton>
      </div>
    </nav>
  );
}
