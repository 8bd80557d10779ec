import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HomePage } from "#components/home/home-page.tsx";
import { pageContext, requireSession } from "#lib/auth/session.ts";
import { actingMemberId } from "#lib/context.ts";
import { COUNT_LIMIT, getHome } from "#lib/queue/get-home.ts";
import { getNeeds } from "#lib/queue/get-needs.ts";
import { getNumbers } from "#lib/queue/get-numbers.ts";
import { listSheets } from "#lib/sheets/list-sheets.ts";
import { mayAct, viewerOf } from "#lib/sheets/viewer.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("Home");
  return { title: t("title") };
}

export default async function Page() {
  const ctx = await pageContext("queue:read");
  const [{ name, role }, home, needs, numbers, { sheets }] = await Promise.all([
    requireSession(),
    getHome(ctx),
    getNeeds(ctx),
    getNumbers(ctx),
    listSheets(ctx),
  ]);
  const { side } = viewerOf(ctx);
  const may = {
    source: mayAct(ctx, "sources:manage"),
    leads: mayAct(ctx, "imports:create"),
    segment: mayAct(ctx, "segments:write"),
    draft: mayAct(ctx, "sheets:write"),
    signed: side !== null,
    worked: mayAct(ctx, "queue:work"),
    review: mayAct(ctx, "sheets:read"),
  };
  return (
    <HomePage
      name={name}
      role={role}
      needs={needs}
      numbers={numbers}
      myId={actingMemberId(ctx)}
      side={side}
      may={may}
      countLimit={COUNT_LIMIT}
      sheets={sheets}
      {...home}
    />
  );
}
