import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "#components/shell/app-shell.tsx";
import { sidebarCookie } from "#components/shell/sidebar-cookie.ts";
import { requireSession } from "#lib/auth/session.ts";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const session = await requireSession();
  const jar = await cookies();
  return (
    <AppShell
      user={session.user}
      role={session.role}
      workspace={session.workspace}
      sidebarCollapsed={jar.get(sidebarCookie)?.value === "collapsed"}
    >
      {children}
    </AppShell>
  );
}
