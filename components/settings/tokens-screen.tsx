"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useForm } from "react-hook-form";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { apiPaths } from "#lib/paths.ts";
import type { Role } from "#lib/permissions.ts";
import { can } from "#lib/permissions.ts";
import { createToken, tokensQuery } from "#lib/tokens/api.ts";
import { createTokenSchema } from "#lib/tokens/schemas.ts";
import { ShownOnce } from "./shown-once.tsx";
import { TokensTable } from "./tokens-table.tsx";
import { useErrorToast } from "./use-error-text.ts";

export function TokensScreen({ role }: { role: Role }) {
  const t = useTranslations("Settings");
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const form = useForm({ defaultValues: { name: "" } });
  const create = useMutation({
    mutationFn: createToken,
    onError,
    onSuccess() {
      form.reset();
      return queryClient.invalidateQueries(tokensQuery());
    },
  });
  return (
    <div className="flex flex-col gap-6">
      <Card title={t("tokens.createTitle")}>
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={form.handleSubmit((input) => create.mutate(input))}
        >
          <Field label={t("tokens.name")} error={form.formState.errors.name && t("errors.tokenName")}>
            <Input
              autoComplete="off"
              placeholder={t("tokens.namePlaceholder")}
              {...form.register("name", {
                validate: (name) => createTokenSchema.safeParse({ name }).success,
              })}
            />
          </Field>
          <div>
            <Button type="submit" variant="primary" pending={create.isPending}>
              {t("tokens.create")}
            </Button>
          </div>
        </form>
        {create.data && (
          <ShownOnce
            title={t("tokens.made")}
            text={t("tokens.madeText")}
            label={t("tokens.token")}
            value={create.data.token}
            copyLabel={t("tokens.copy")}
            doneText={t("tokens.done")}
            onDone={create.reset}
          >
            <CodeBlock
              label={t("tokens.example")}
              code={`curl -H "Authorization: Bearer ${create.data.token}" ${window.location.origin}${apiPaths.me()}`}
              copyLabel={t("tokens.copyExample")}
            />
          </ShownOnce>
        )}
      </Card>
      <TokensTable showOwner={can(role, "members:manage")} />
    </div>
  );
}
