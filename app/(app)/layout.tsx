import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "#components/shell/app-shell.tsx";
import { sidebarCookie } from "#components/shell/sidebar-cookie.ts";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { getWorkspace } from "#lib/workspace/get-workspace.ts";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const session = await requireSession();
  const workspace = await getWorkspace(await pageContext());
  const jar = await cookies();
  return (
    <AppShell
      user={{ name: session.name, email: session.email }}
      role={session.role}
      workspace={{ name: workspace.name, isDemo: workspace.is_demo }}
      sidebarCollapsed={jar.get(sidebarCookie)?.value === "collapsed"}
    >
      {children}
    </AppShell>
  );
}
