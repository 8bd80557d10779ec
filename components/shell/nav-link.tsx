import Link from "next/link";
import { useTranslations } from "next-intl";
import { cn } from "#components/ui/cn.ts";
import type { NavItem } from "./navigation.ts";

export interface NavLinkProps {
  item: NavItem;
  current: boolean;
  /** Icon only; the name stays for screen readers and as a title. */
  collapsed?: boolean;
  onNavigate?: () => void;
}

export function NavLink({ item, current, collapsed = false, onNavigate }: NavLinkProps) {
  const t = useTranslations("Shell.nav");
  const Icon = item.icon;
  return (
    <Link
      href={item.href}
      onClick={onNavigate}
      aria-current={current ? "page" : undefined}
      title={collapsed ? t(item.id) : undefined}
      className={cn(
        "flex h-9 items-center gap-3 rounded-md px-2.5 text-muted hover:bg-line/60 hover:text-foreground",
        current && "bg-accent-tint font-medium text-foreground",
        collapsed && "justify-center px-0",
      )}
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", current && "text-accent")} />
      <span className={cn("truncate", collapsed && "sr-only")}>{t(item.id)}</span>
    </Link>
  );
}
