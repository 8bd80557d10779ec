"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { createParser, useQueryState } from "nuqs";
import { Drawer, DrawerContent } from "#components/ui/drawer.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { type Asked, moversQuery } from "#lib/sheets/api.ts";
import type { Mover, Preview } from "#lib/sheets/preview-schemas.ts";
import { GroupPill } from "./group-pill.tsx";

/** How many leads move from which group to which. */
export function MoveList({ preview }: { preview: Preview }) {
  const format = useFormatter();
  return (
    <ul className="flex flex-col gap-1">
      {preview.moves.map(({ from, to, leads }) => (
        <li key={`${from} ${to}`} className="flex flex-wrap items-center gap-2">
          <span className="w-14 text-right font-medium tabular-nums">{format.number(leads)}</span>
          <GroupPill groups={preview.groups} group={from} />
          <ArrowRight aria-hidden className="size-4 text-muted" />
          <GroupPill groups={preview.groups} group={to} />
        </li>
      ))}
    </ul>
  );
}

type MoversOf = { group: string; direction: "enter" | "leave" };

/** In the URL as "enter.hot". */
const moversParser = createParser<MoversOf>({
  parse: (text) => {
    const [, direction, group] = /^(enter|leave)\.(.+)$/.exec(text) ?? [];
    return direction && group ? { direction: direction as MoversOf["direction"], group } : null;
  },
  serialize: ({ direction, group }) => `${direction}.${group}`,
}).withOptions({ history: "push" });

/** Whose list is open, and how to open another. */
export const useMovers = () => useQueryState("movers", moversParser);

interface PreviewMoversProps {
  asked: Asked;
  updating: boolean;
  groups: readonly { key: string; name: string; handover: boolean }[];
}

/** The list behind "+37 enter Hot": each lead's score and group before and after. */
export function PreviewMovers(props: PreviewMoversProps) {
  const t = useTranslations("SheetPreview");
  const [of, setOf] = useMovers();
  const name = props.groups.find(({ key }) => key === of?.group)?.name ?? of?.group ?? "";
  return (
    <Drawer open={of !== null} onOpenChange={(open) => !open && setOf(null)}>
      {of && (
        <DrawerContent
          className="max-w-xl"
          title={t(of.direction === "enter" ? "enterTitle" : "leaveTitle", { group: name })}
          description={t("moversText")}
        >
          <MoverList of={of} {...props} />
        </DrawerContent>
      )}
    </Drawer>
  );
}

function MoverList({ asked, updating, groups, of }: PreviewMoversProps & { of: MoversOf }) {
  const t = useTranslations("SheetPreview");
  const { data, error, isFetching, refetch } = useQuery(moversQuery(asked, of.group, of.direction));
  if (error && !data)
    return (
      <ErrorState requestId={error instanceof ApiError ? error.requestId : null} onRetry={() => refetch()} />
    );
  if (!data) return <SkeletonRegion />;
  const { movers, leads, sample } = data;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">
        {t("moversShown", { shown: movers.length, leads })}{" "}
        {t(sample.exact ? "all" : "sampled", {
          size: sample.size,
          leads: sample.leads,
          margin: sample.margin,
        })}
      </p>
      <Updating active={isFetching || updating}>
        {movers.length > 0 && <MoverTable movers={movers} groups={groups} />}
      </Updating>
    </div>
  );
}

function MoverTable({ movers, groups }: Pick<PreviewMoversProps, "groups"> & { movers: readonly Mover[] }) {
  const t = useTranslations("SheetPreview");
  const format = useFormatter();
  const score = (total: number | null) => (total === null ? "–" : format.number(total));
  return (
    <Table label={t("movers")} density="compact" containerClassName="max-h-none">
      <TableHeader>
        <TableRow>
          <TableHead>{t("lead")}</TableHead>
          <TableHead numeric>{t("before")}</TableHead>
          <TableHead numeric>{t("after")}</TableHead>
          <TableHead>{t("group")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {movers.map((mover) => (
          <TableRow key={mover.lead_id}>
            <TableCell className="max-w-40 truncate">
              <Link href={paths.lead(mover.lead_id)} className="text-accent underline underline-offset-2">
                {mover.name ?? mover.email ?? t("unnamed", { id: mover.lead_id })}
              </Link>
            </TableCell>
            <TableCell numeric>{score(mover.before)}</TableCell>
            <TableCell numeric>{score(mover.after)}</TableCell>
            <TableCell>
              <span className="flex items-center gap-1">
                <GroupPill groups={groups} group={mover.from} />
                <ArrowRight aria-hidden className="size-4 shrink-0 text-muted" />
                <GroupPill groups={groups} group={mover.to} />
              </span>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
