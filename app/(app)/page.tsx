import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HomePage } from "#components/home/home-page.tsx";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { COUNT_LIMIT, getHome } from "#lib/queue/get-home.ts";
import { listSheets } from "#lib/sheets/list-sheets.ts";
import { viewerOf } from "#lib/sheets/viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Home");
  return { title: t("title") };
}

export default async function Page() {
  const ctx = await pageContext("queue:read");
  const [{ name }, home, { sheets }] = await Promise.all([requireSession(), getHome(ctx), listSheets(ctx)]);
  return (
    <HomePage name={name} side={viewerOf(ctx).side} countLimit={COUNT_LIMIT} sheets={sheets} {...home} />
  );
}
