"use client";

import { useTranslations } from "next-intl";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { ROLES, type Role, SIDES, type Side } from "#lib/permissions.ts";

export type RoleChoice = { role: Role; side: Side | null };

/** Role, what it may do, and for administrators the side to sign for. */
export function RoleFields({
  value,
  onChange,
}: {
  value: RoleChoice;
  onChange: (value: RoleChoice) => void;
}) {
  const t = useTranslations("Settings");
  const roles = useTranslations("Shell.roles");
  return (
    <>
      <Field label={t("members.role")} hint={t(`members.roleHints.${value.role}`)}>
        <Select
          value={value.role}
          onChange={(event) => {
            const role = ROLES.find((one) => one === event.target.value);
            if (role) onChange({ role, side: null });
          }}
          options={ROLES.map((role) => ({ value: role, label: roles(role) }))}
        />
      </Field>
      {value.role === "admin" && (
        <Field label={t("members.side")} hint={t("members.sideHint")}>
          <Select
            value={value.side ?? ""}
            onChange={(event) =>
              onChange({ role: "admin", side: SIDES.find((side) => side === event.target.value) ?? null })
            }
            options={[
              { value: "", label: t("none") },
              ...SIDES.map((side) => ({ value: side, label: t(`sides.${side}`) })),
            ]}
          />
        </Field>
      )}
    </>
  );
}
