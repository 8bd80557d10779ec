import type { ReactNode } from "react";
import { SettingsNav } from "#components/settings/settings-nav.tsx";
import { requireSession } from "#lib/auth/session.ts";

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { role } = await requireSession();
  return (
    <div className="flex flex-col gap-6 md:flex-row md:gap-8">
      <SettingsNav role={role} />
      <div className="min-w-0 max-w-4xl flex-1">{children}</div>
    </div>
  );
}
