import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FindingsPage } from "#components/findings/findings-page.tsx";
import { pageContext } from "#lib/auth/session.ts";
import { listSheets } from "#lib/sheets/list-sheets.ts";
import { pickVersions } from "#lib/sheets/pick-versions.ts";
import { mayAct } from "#lib/sheets/viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Findings");
  return { title: t("page") };
}

export default async function Page() {
  const ctx = await pageContext("sheets:read");
  const { sheets } = await listSheets(ctx);
  return (
    <FindingsPage
      mayEdit={mayAct(ctx, "sheets:write")}
      sheets={sheets.map(({ key, name, versions }) => {
        const { open, active } = pickVersions(versions);
        return { key, name, version: active?.number ?? null, isOpen: open !== undefined };
      })}
    />
  );
}
