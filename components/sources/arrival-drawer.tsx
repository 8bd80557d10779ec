"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Drawer, DrawerContent } from "#components/ui/drawer.tsx";
import { paths } from "#lib/paths.ts";
import type { Arrival } from "#lib/sources/schemas.ts";

/** One message as JSON; undefined where it is not among the newest any more. */
export function ArrivalDrawer({ arrival, onClose }: { arrival: Arrival | undefined; onClose: () => void }) {
  const t = useTranslations("Sources.live");
  const tReasons = useTranslations("Traffic.reasons");
  const format = useFormatter();
  const moment = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "medium" });
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <DrawerContent title={arrival?.event || t("messageTitle")}>
        {!arrival && <p>{t("gone")}</p>}
        {arrival && (
          <div className="flex flex-col gap-4">
            <dl className="grid grid-cols-[max-content_1fr] gap-x-6 gap-y-2">
              <dt className="text-muted">{t("received")}</dt>
              <dd>{moment(arrival.received_at)}</dd>
              {arrival.occurred_at && (
                <>
                  <dt className="text-muted">{t("occurred")}</dt>
                  <dd>{moment(arrival.occurred_at)}</dd>
                </>
              )}
              {arrival.lead && (
                <>
                  <dt className="text-muted">{t("leadLabel")}</dt>
                  <dd>
                    <Link
                      href={paths.lead(arrival.lead.id)}
                      className="text-accent underline underline-offset-2"
                    >
                      {arrival.lead.name ?? `#${arrival.lead.id}`}
                    </Link>
                  </dd>
                </>
              )}
              {arrival.ignored && (
                <>
                  <dt className="text-muted">{t("ignored")}</dt>
                  <dd className="[overflow-wrap:anywhere]">
                    {arrival.ignored.pattern ?? tReasons(arrival.ignored.reason)}
                  </dd>
                </>
              )}
              {arrival.reason && (
                <>
                  <dt className="text-muted">{t("reason")}</dt>
                  <dd className="[overflow-wrap:anywhere]">{arrival.reason}</dd>
                </>
              )}
            </dl>
            <CodeBlock label={t("message")} code={arrival.message} copyLabel={t("copyMessage")} />
          </div>
        )}
      </DrawerContent>
    </Drawer>
  );
}
