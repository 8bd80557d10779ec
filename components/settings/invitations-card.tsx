"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { emailSchema } from "#lib/auth/schemas.ts";
import { createInvitation, invitationsQuery } from "#lib/members/api.ts";
import { InvitationRow } from "./invitation-row.tsx";
import { type RoleChoice, RoleFields } from "./role-fields.tsx";
import { ShownOnce } from "./shown-once.tsx";
import { useErrorToast } from "./use-error-text.ts";

const start: RoleChoice = { role: "sales", side: null };

export function InvitationsCard() {
  const t = useTranslations("Settings");
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const [choice, setChoice] = useState(start);
  const form = useForm({ defaultValues: { email: "" } });
  const { data } = useSuspenseQuery(invitationsQuery());
  const create = useMutation({
    mutationFn: createInvitation,
    onError,
    onSuccess() {
      form.reset();
      setChoice(start);
      return queryClient.invalidateQueries(invitationsQuery());
    },
  });
  return (
    <Card title={t("invitations.title")} description={t("invitations.text")}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={form.handleSubmit(({ email }) => create.mutate({ email, ...choice }))}
      >
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field
            label={t("invitations.email")}
            error={form.formState.errors.email && t("errors.email")}
            className="sm:col-span-2"
          >
            <Input
              type="email"
              autoComplete="off"
              {...form.register("email", { validate: (email) => emailSchema.safeParse(email).success })}
            />
          </Field>
          <RoleFields value={choice} onChange={setChoice} />
        </div>
        <div>
          <Button type="submit" variant="primary" pending={create.isPending}>
            {t("invitations.submit")}
          </Button>
        </div>
      </form>
      {create.data && (
        <ShownOnce
          title={t("invitations.made", { email: create.data.email })}
          text={t("invitations.madeText")}
          label={t("invitations.link")}
          value={create.data.link}
          copyLabel={t("invitations.copy")}
          doneText={t("invitations.done")}
          onDone={create.reset}
        />
      )}
      {data.invitations.length > 0 && (
        <section className="mt-6 border-t pt-4">
          <h3 className="mb-2 font-semibold">{t("invitations.pending")}</h3>
          <ul className="flex flex-col divide-y">
            {data.invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </section>
      )}
    </Card>
  );
}
