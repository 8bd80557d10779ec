import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MailSettingsCard } from "#components/mail/mail-settings-card.tsx";
import { OutboxScreen } from "#components/mail/outbox-screen.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { mailSettingsQuery } from "#lib/mail/api.ts";
import { getMailSettings } from "#lib/mail/mail-settings.ts";
import { mayAct } from "#lib/sheets/viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("Settings"))("sections.mail") };
}

export default async function MailPage() {
  const ctx = await pageContext("mail:read");
  const t = await getTranslations("Settings");
  const o = await getTranslations("Outbox");
  const client = new QueryClient();
  client.setQueryData(mailSettingsQuery().queryKey, await getMailSettings(ctx));
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <PageHeader title={t("sections.mail")} description={o("description")} />
      <div className="flex flex-col gap-6">
        <OutboxScreen />
        <MailSettingsCard mayManage={mayAct(ctx, "workspace:manage")} />
      </div>
    </HydrationBoundary>
  );
}
