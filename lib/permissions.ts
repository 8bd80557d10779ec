/** Who may do what. The table is the only place where roles meet permissions; anything unlisted is denied. */
export const ROLES = ["admin", "marketer", "sales", "manager"] as const;
export type Role = (typeof ROLES)[number];

export const SIDES = ["marketing", "sales"] as const;
export type Side = (typeof SIDES)[number];

const everyone: readonly Role[] = ROLES;

const TABLE = {
  "leads:read": everyone,
  "leads:export": everyone,
  "leads:write": ["admin", "marketer", "sales"],
  "leads:join": ["admin", "marketer"],
  "privacy:object": ["admin", "marketer", "sales"],
  "privacy:manage": ["admin"],
  "segments:read": everyone,
  "segments:write": ["admin", "marketer"],
  "sheets:read": everyone,
  "sheets:write": ["admin", "marketer", "sales"],
  "sheets:sign": ["admin", "marketer", "sales"],
  "queue:read": everyone,
  "queue:work": ["admin", "sales"],
  "actions:read": everyone,
  "actions:replay": ["admin", "marketer"],
  "reports:read": everyone,
  "costs:write": ["admin", "marketer"],
  "routing:read": everyone,
  "routing:manage": ["admin"],
  "absences:write": ["admin", "sales"],
  "queue:reassign": ["admin", "sales", "manager"],
  "models:read": everyone,
  "models:manage": ["admin", "marketer"],
  "programmes:read": everyone,
  "programmes:write": ["admin", "marketer"],
  "programmes:enrol": ["admin", "marketer", "sales"],
  "promo:manage": ["admin", "marketer"],
  "forms:read": everyone,
  "forms:write": ["admin", "marketer"],
  "mail:read": ["admin", "marketer"],
  "mail:manage": ["admin", "marketer"],
  "imports:read": ["admin", "marketer", "manager"],
  "imports:create": ["admin", "marketer"],
  "events:read": ["admin", "marketer", "manager"],
  "events:replay": ["admin", "marketer"],
  "traffic:manage": ["admin", "marketer"],
  "sources:read": ["admin", "marketer"],
  "sources:manage": ["admin"],
  "webhooks:manage": ["admin"],
  "crm:manage": ["admin"],
  "members:read": everyone,
  "members:manage": ["admin"],
  "tokens:manage": everyone,
  "workspace:read": everyone,
  "workspace:manage": ["admin"],
  "audit:read": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof TABLE;
export const PERMISSIONS = Object.keys(TABLE) as Permission[];

/** True where `role` holds `permission`. */
export function can(role: Role, permission: Permission): boolean {
  return (TABLE[permission] as readonly Role[]).includes(role);
}

/**
 * The side a member signs a sheet for, or null where the member signs for none.
 * Marketers and sales people sign for their own side; an admin only for the side it was given.
 */
export function signingSide(member: { role: Role; side: Side | null }): Side | null {
  if (member.role === "marketer") return "marketing";
  if (member.role === "sales") return "sales";
  return member.role === "admin" ? member.side : null;
}
