"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useActionState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { type AuthAction, emptyState } from "./form-state.ts";
import { PasswordInput } from "./password-input.tsx";

export type AuthFieldName = "workspace" | "name" | "email" | "password";

export interface AuthFormProps {
  action: AuthAction;
  fields: readonly AuthFieldName[];
  submitText: string;
  /** The password is chosen here, not given. */
  newPassword?: boolean;
  /** Sent along, such as the callbackUrl. */
  hidden?: Record<string, string>;
  children?: ReactNode;
}

const autoComplete = { workspace: "organization", name: "name", email: "username" } as const;

/** A form of the signed-out pages; works before its script has loaded, too. */
export function AuthForm({
  action,
  fields,
  submitText,
  newPassword = false,
  hidden = {},
  children,
}: AuthFormProps) {
  const t = useTranslations("Auth");
  const [state, submit, pending] = useActionState(action, emptyState);
  return (
    <form action={submit} noValidate className="flex flex-col gap-4">
      {state.error && (
        <Alert tone="danger" live>
          {t(`errors.${state.error}`, { minutes: state.minutes })}
        </Alert>
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map((name) => (
        <Field
          key={name}
          label={t(name)}
          hint={hint(name)}
          error={state.fields.includes(name) ? t(`fieldErrors.${errorKey(name)}`) : undefined}
        >
          {name === "password" ? (
            <PasswordInput
              name="password"
              required
              maxLength={256}
              autoComplete={newPassword ? "new-password" : "current-password"}
            />
          ) : (
            <Input
              name={name}
              type={name === "email" ? "email" : "text"}
              required
              maxLength={name === "email" ? 254 : 120}
              autoComplete={autoComplete[name]}
              defaultValue={state.values[name]}
            />
          )}
        </Field>
      ))}
      {children}
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {submitText}
      </Button>
    </form>
  );

  function hint(name: AuthFieldName): string | undefined {
    if (name === "workspace") return t("workspaceHint");
    return name === "password" && newPassword ? t("passwordHint") : undefined;
  }

  function errorKey(name: AuthFieldName): AuthFieldName | "newPassword" {
    return name === "password" && newPassword ? "newPassword" : name;
  }
}
