import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { AppShell } from "#components/shell/app-shell.tsx";
export default async function L({ children }: { children: ReactNode }) {
  const jar = await cookies();
  return (
    <AppShell
      user={{ name: "Ana María Ruiz", email: "ana@demo.test" }}
      role="admin"
      workspace={{ name: "Demo workspace", isDemo: true }}
      sidebarCollapsed={jar.get("hotsheet-sidebar")?.value === "collapsed"}
    >
      {children}
    </AppShell>
  );
}
