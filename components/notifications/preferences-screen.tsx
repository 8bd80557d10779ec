"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { preferencesQuery, setPreferences } from "#lib/notifications/api.ts";
import { type Preferences, preferencesSchema } from "#lib/notifications/preference-schemas.ts";
import { paths } from "#lib/paths.ts";
import { ChannelsTable } from "./channels-table.tsx";
import { DigestFields } from "./digest-fields.tsx";
import { QuietHoursFields } from "./quiet-hours-fields.tsx";

/** How the reader is told; nothing counts before it is saved. */
export function PreferencesScreen() {
  const t = useTranslations("Notifications.preferences");
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const { data } = useSuspenseQuery(preferencesQuery());
  const { time_zone: zone, ...saved } = data;
  const [draft, setDraft] = useState<Preferences>(saved);
  const save = useMutation({
    mutationFn: setPreferences,
    onError,
    onSuccess(shown) {
      queryClient.setQueryData(preferencesQuery().queryKey, shown);
      showToast("success", t("saved"));
    },
  });
  const change = (part: Partial<Preferences>) => setDraft((before) => ({ ...before, ...part }));
  const valid = preferencesSchema.safeParse(draft).success;
  return (
    <form
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) save.mutate(draft);
      }}
    >
      <Card title={t("channelsTitle")} description={t("channelsText")}>
        <ChannelsTable channels={draft.channels} onChange={(channels) => change({ channels })} />
      </Card>
      <Card
        title={t("quietTitle")}
        description={t.rich("quietText", {
          zone,
          profile: (text) => (
            <Link href={paths.settings()} className="text-accent underline underline-offset-2">
              {text}
            </Link>
          ),
        })}
      >
        <QuietHoursFields hours={draft.quiet_hours} onChange={(quiet_hours) => change({ quiet_hours })} />
      </Card>
      <Card title={t("digestTitle")} description={t("digestText")}>
        <DigestFields digest={draft.digest} onChange={(digest) => change({ digest })} />
      </Card>
      <div>
        <Button type="submit" variant="primary" pending={save.isPending}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
