import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Role } from "#lib/permissions.ts";
import { DemoBanner } from "./demo-banner.tsx";
import { LiveBanner } from "./live-banner.tsx";
import { MobileNav } from "./mobile-nav.tsx";
import { Sidebar } from "./sidebar.tsx";
import { TopBar } from "./top-bar.tsx";

export interface AppShellProps {
  user: { name: string; email: string };
  role: Role;
  workspace: { name: string; isDemo: boolean };
  sidebarCollapsed: boolean;
  children: ReactNode;
}

/** Navigation, top bar and the main landmark around every page of a signed-in member. */
export function AppShell({ user, role, workspace, sidebarCollapsed, children }: AppShellProps) {
  const t = useTranslations("Shell");
  return (
    <>
      <a
        href="#main"
        className="sr-only rounded-md bg-raised px-3 py-2 font-medium shadow-overlay focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50"
      >
        {t("skipToContent")}
      </a>
      <div className="flex min-h-dvh">
        <Sidebar role={role} workspaceName={workspace.name} defaultCollapsed={sidebarCollapsed} />
        <div className="flex min-w-0 flex-1 flex-col">
          {workspace.isDemo && <DemoBanner />}
          <LiveBanner />
          <TopBar user={user} role={role} />
          <main
            id="main"
            tabIndex={-1}
            className="mx-auto w-full max-w-[1440px] flex-1 p-4 pb-24 outline-none md:p-6"
          >
            {children}
          </main>
        </div>
      </div>
      <MobileNav role={role} />
    </>
  );
}
