"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { PasswordInput } from "#components/auth/password-input.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { newPasswordSchema } from "#lib/auth/schemas.ts";
import { ApiError } from "#lib/http/client.ts";
import { changePassword } from "#lib/members/me-api.ts";
import { useErrorToast } from "./use-error-text.ts";

const empty = { current: "", next: "" };

export function PasswordForm({ hasPassword, email }: { hasPassword: boolean; email: string }) {
  const t = useTranslations("Settings");
  const toastError = useErrorToast();
  const form = useForm({ defaultValues: empty });
  const change = useMutation({
    mutationFn: changePassword,
    onError(error) {
      const wrong = error instanceof ApiError && error.issues.some(({ code }) => code === "wrong_password");
      if (wrong) form.setError("current", { type: "wrong_password" }, { shouldFocus: true });
      else toastError(error);
    },
    onSuccess() {
      form.reset(empty);
      showToast("success", t("profile.passwordChanged"));
    },
  });
  const { errors } = form.formState;
  if (!hasPassword) return <Card title={t("profile.passwordTitle")}>{t("profile.noPassword")}</Card>;
  return (
    <Card title={t("profile.passwordTitle")} description={t("profile.passwordText")}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={form.handleSubmit(({ current, next }) =>
          change.mutate({ current_password: current, new_password: next }),
        )}
      >
        <input type="text" hidden autoComplete="username" value={email} readOnly />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("profile.currentPassword")} error={currentError()}>
            <PasswordInput
              autoComplete="current-password"
              {...form.register("current", { required: true })}
            />
          </Field>
          <Field
            label={t("profile.newPassword")}
            hint={t("profile.newPasswordHint")}
            error={errors.next && t("errors.newPassword")}
          >
            <PasswordInput
              autoComplete="new-password"
              {...form.register("next", { validate: (next) => newPasswordSchema.safeParse(next).success })}
            />
          </Field>
        </div>
        <div>
          <Button type="submit" pending={change.isPending}>
            {t("profile.changePassword")}
          </Button>
        </div>
      </form>
    </Card>
  );

  function currentError(): string | undefined {
    if (!errors.current) return undefined;
    return errors.current.type === "wrong_password" ? t("errors.wrong_password") : t("errors.password");
  }
}
