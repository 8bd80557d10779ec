"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { meQuery } from "#lib/members/me-api.ts";
import { PasswordForm } from "./password-form.tsx";
import { ProfileForm } from "./profile-form.tsx";
import { SessionsCard } from "./sessions-card.tsx";
import { WorkspacesCard } from "./workspaces-card.tsx";

export function ProfileScreen() {
  const { data: me } = useSuspenseQuery(meQuery());
  return (
    <div className="flex flex-col gap-6">
      <ProfileForm me={me} />
      <PasswordForm hasPassword={me.has_password} email={me.email} />
      <SessionsCard />
      {me.workspaces.length > 1 && <WorkspacesCard me={me} />}
    </div>
  );
}
