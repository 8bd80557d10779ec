import {
  Braces,
  BrainCircuit,
  ClipboardCheck,
  ClipboardList,
  Filter,
  Flame,
  House,
  Layers,
  ListTodo,
  type LucideIcon,
  Send,
  Settings,
  Sheet,
  Trophy,
  Upload,
  Users,
  Zap,
} from "lucide-react";
import { paths } from "#lib/paths.ts";
import { can, type Permission, type Role } from "#lib/permissions.ts";

export interface NavItem {
  /** Key of its name under `Shell.nav` in the messages. */
  id:
    | "home"
    | "queue"
    | "leads"
    | "sheets"
    | "feedback"
    | "segments"
    | "tasks"
    | "programmes"
    | "forms"
    | "actions"
    | "models"
    | "leaderboard"
    | "funnel"
    | "import"
    | "settings"
    | "apiDocs";
  href: string;
  icon: LucideIcon;
  /** Null: everybody who is signed in. */
  permission: Permission | null;
  /** Shortcut, steps separated by a space. */
  keys?: string;
}

const items: readonly NavItem[] = [
  { id: "home", href: paths.home(), icon: House, permission: null },
  { id: "queue", href: paths.queue(), icon: Flame, permission: "queue:read", keys: "g q" },
  { id: "leads", href: paths.leads(), icon: Users, permission: "leads:read", keys: "g l" },
  { id: "sheets", href: paths.sheets(), icon: Sheet, permission: "sheets:read", keys: "g s" },
  {
    id: "feedback",
    href: paths.feedback(),
    icon: ClipboardCheck,
    permission: "reports:read",
    keys: "g r",
  },
  { id: "funnel", href: paths.funnel(), icon: Filter, permission: "reports:read", keys: "g f" },
  { id: "tasks", href: paths.tasks(), icon: ListTodo, permission: "leads:read", keys: "g t" },
  { id: "segments", href: paths.segments(), icon: Layers, permission: "segments:read" },
  { id: "models", href: paths.models(), icon: BrainCircuit, permission: "models:read" },
  { id: "programmes", href: paths.programmes(), icon: Send, permission: "programmes:read" },
  { id: "forms", href: paths.forms(), icon: ClipboardList, permission: "forms:read" },
  { id: "actions", href: paths.actions(), icon: Zap, permission: "actions:read" },
  { id: "leaderboard", href: paths.leaderboard(), icon: Trophy, permission: "leads:read" },
  { id: "import", href: paths.imports(), icon: Upload, permission: "imports:read" },
  { id: "settings", href: paths.settings(), icon: Settings, permission: "workspace:read" },
  { id: "apiDocs", href: paths.apiDocs(), icon: Braces, permission: null },
];

/** What a role sees. Hiding is a courtesy: every page and verb checks for itself. */
export function navItemsFor(role: Role): NavItem[] {
  return items.filter(({ permission }) => permission === null || can(role, permission));
}

/** True on the item's page and on every page below it. */
export function isCurrent(item: NavItem, pathname: string): boolean {
  return item.href === "/"
    ? pathname === "/"
    : pathname === item.href || pathname.startsWith(`${item.href}/`);
}
