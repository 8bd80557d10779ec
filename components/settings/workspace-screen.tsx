"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { can, type Role } from "#lib/permissions.ts";
import { workspaceQuery } from "#lib/workspace/api.ts";
import { ReasonsForm } from "./reasons-form.tsx";
import { WorkspaceForm } from "./workspace-form.tsx";

export function WorkspaceScreen({ role }: { role: Role }) {
  const t = useTranslations("Settings");
  const { data: workspace } = useSuspenseQuery(workspaceQuery());
  const manages = can(role, "workspace:manage");
  return (
    <div className="flex flex-col gap-6">
      {!manages && <Alert>{t("onlyAdmins")}</Alert>}
      <WorkspaceForm workspace={workspace} readOnly={!manages} />
      <ReasonsForm workspace={workspace} readOnly={!manages} />
    </div>
  );
}
