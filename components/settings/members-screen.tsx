"use client";

import type { Role } from "#lib/permissions.ts";
import { can } from "#lib/permissions.ts";
import { InvitationsCard } from "./invitations-card.tsx";
import { MembersTable } from "./members-table.tsx";

export function MembersScreen({ role }: { role: Role }) {
  const manages = can(role, "members:manage");
  return (
    <div className="flex flex-col gap-6">
      <MembersTable manages={manages} />
      {manages && <InvitationsCard />}
    </div>
  );
}
