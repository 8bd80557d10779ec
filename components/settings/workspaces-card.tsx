"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { workspaceCookie } from "#lib/auth/workspace-cookie.ts";
import { writePreferenceCookie } from "#lib/browser-cookie.ts";
import type { Me } from "#lib/members/me-schemas.ts";
import { paths } from "#lib/paths.ts";

/** Changes which workspace this browser opens; the server checks the membership on every request. */
export function WorkspacesCard({ me }: { me: Me }) {
  const t = useTranslations("Settings");
  const [chosen, setChosen] = useState(String(me.workspace.id));
  const open = () => {
    writePreferenceCookie(workspaceCookie, chosen);
    // A whole new page: no row of the other workspace may stay in memory.
    window.location.assign(paths.home());
  };
  return (
    <Card title={t("profile.workspacesTitle")} description={t("profile.workspacesText")}>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t("profile.workspace")} className="min-w-56">
          <Select
            value={chosen}
            onChange={(event) => setChosen(event.target.value)}
            options={me.workspaces.map(({ id, name }) => ({ value: String(id), label: name }))}
          />
        </Field>
        <Button onClick={open} disabled={chosen === String(me.workspace.id)}>
          {t("profile.open")}
        </Button>
      </div>
    </Card>
  );
}
