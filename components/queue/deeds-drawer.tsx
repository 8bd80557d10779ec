"use client";

import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Drawer, DrawerContent } from "#components/ui/drawer.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { useUndo } from "#components/work/use-undo.ts";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { deedsQuery } from "#lib/queue/api.ts";

/** What the reader did lately, each with its way back, long after its message has gone. */
export function DeedsDrawer({ onClose, onUndone }: { onClose: () => void; onUndone: () => void }) {
  const t = useTranslations("Queue.deeds");
  const tQueue = useTranslations("Queue");
  const format = useFormatter();
  const now = useNow();
  const { undo } = useUndo(onUndone);
  const { data, error, refetch } = useQuery({ ...deedsQuery(), staleTime: 0 });
  return (
    <Drawer open onOpenChange={(open) => !open && onClose()}>
      <DrawerContent title={t("title")} description={t("text")}>
        {!data && !error && <SkeletonRegion />}
        {error && !data && (
          <ErrorState
            requestId={error instanceof ApiError ? error.requestId : null}
            onRetry={() => void refetch()}
          />
        )}
        {data?.items.length === 0 && <p className="text-muted">{t("none")}</p>}
        <ul className="flex flex-col">
          {data?.items.map(({ id, kind, at, count, lead, left }) => {
            const name = count > 1 ? tQueue("bulk.leads", { n: count }) : lead.name;
            return (
              <li key={id} className="flex items-center gap-3 border-t py-2 first:border-t-0">
                <div className="min-w-0 flex-1">
                  <p className="[overflow-wrap:anywhere]">
                    {t(`kinds.${kind}`)}:{" "}
                    {count > 1 ? (
                      name
                    ) : (
                      <Link
                        href={paths.lead(lead.id)}
                        className="py-0.5 text-accent underline underline-offset-2"
                      >
                        {name}
                      </Link>
                    )}
                  </p>
                  <time dateTime={at} className="text-muted text-sm">
                    {format.relativeTime(new Date(at), now)}
                  </time>
                </div>
                {left === 0 ? (
                  <span className="text-muted text-sm">{t("undone")}</span>
                ) : (
                  <Button
                    size="sm"
                    aria-label={t("undoOf", { what: t(`kinds.${kind}`), name })}
                    disabled={undo.isPending}
                    onClick={() => undo.mutate({ deed: id, name })}
                  >
                    <Undo2 aria-hidden />
                    {tQueue("undo")}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </DrawerContent>
    </Drawer>
  );
}
