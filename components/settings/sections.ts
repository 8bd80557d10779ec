import { paths, type SettingsSection } from "#lib/paths.ts";
import { can, type Permission, type Role } from "#lib/permissions.ts";

export type Section = { id: SettingsSection | "profile"; href: string; permission: Permission | null };

const sections: readonly Section[] = [
  { id: "profile", href: paths.settings(), permission: null },
  { id: "notifications", href: paths.settings("notifications"), permission: null },
  { id: "workspace", href: paths.settings("workspace"), permission: "workspace:read" },
  { id: "members", href: paths.settings("members"), permission: "members:read" },
  { id: "teams", href: paths.settings("teams"), permission: "routing:read" },
  { id: "sources", href: paths.settings("sources"), permission: "sources:read" },
  { id: "crm", href: paths.settings("crm"), permission: "crm:manage" },
  { id: "events", href: paths.settings("events"), permission: "events:read" },
  { id: "rejected", href: paths.settings("rejected"), permission: "events:read" },
  { id: "traffic", href: paths.settings("traffic"), permission: "traffic:manage" },
  { id: "webhooks", href: paths.settings("webhooks"), permission: "webhooks:manage" },
  { id: "promo-codes", href: paths.settings("promo-codes"), permission: "promo:manage" },
  { id: "mail", href: paths.settings("mail"), permission: "mail:read" },
  { id: "tokens", href: paths.settings("tokens"), permission: "tokens:manage" },
  { id: "privacy", href: paths.settings("privacy"), permission: "privacy:manage" },
  { id: "audit", href: paths.settings("audit"), permission: "audit:read" },
];

/** What a role sees. Hiding is a courtesy: every page and verb checks for itself. */
export function sectionsFor(role: Role): Section[] {
  return sections.filter(({ permission }) => permission === null || can(role, permission));
}
