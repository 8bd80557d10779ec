import type { Role } from "../permissions.ts";

export type DemoMember = { email: string; name: string; role: Role };

/** Who can sign in to the demo workspace. */
export const DEMO_MEMBERS: readonly DemoMember[] = [
  { email: "admin@demo.test", name: "Alba Ferrer", role: "admin" },
  { email: "marketer@demo.test", name: "Marcos Vidal", role: "marketer" },
  { email: "sales@demo.test", name: "Sara Ibáñez", role: "sales" },
  { email: "sales2@demo.test", name: "Tom Bennett", role: "sales" },
  { email: "manager@demo.test", name: "Manuela Prieto", role: "manager" },
];

/** Everybody's password: the demo holds made-up people only, and is never seeded beside real ones elsewhere. */
export const DEMO_PASSWORD = "hotsheet-demo-2026";
