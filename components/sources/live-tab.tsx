"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { useState } from "react";
import { useLiveMessages } from "#components/shell/use-live.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { Field } from "#components/ui/field.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { arrivalsQuery } from "#lib/sources/api.ts";
import { sourceParsers } from "#lib/sources/search-params.ts";
import { ArrivalDrawer } from "./arrival-drawer.tsx";
import { ArrivalsTable } from "./arrivals-table.tsx";

const TYPING_MS = 300;

/** The newest messages of a source, as they come: the stream says that some did, and the list is read anew. */
export function LiveTab({ id }: { id: number }) {
  const t = useTranslations("Sources.live");
  const client = useQueryClient();
  const [{ event, refused, message }, setView] = useQueryStates(sourceParsers);
  const [paused, setPaused] = useState(false);
  const name = useDebounced(event, TYPING_MS);
  const options = arrivalsQuery(id, { event: name, refused });
  const arrivals = useQuery(options);
  const refresh = () => client.invalidateQueries({ queryKey: ["sources", id, "arrivals"] });
  useLiveMessages(({ kind }) => {
    if (!paused && (kind === "arrivals" || kind === "sync")) void refresh();
  });
  const items = arrivals.data?.items ?? [];
  const isFiltered = name !== "" || refused;
  const open = message === null ? undefined : items.find((one) => one.id === message);
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <SearchInput
          label={t("filter")}
          placeholder={t("filterPlaceholder")}
          value={event}
          maxLength={200}
          onChange={({ target }) => setView({ event: target.value || null })}
          className="w-full sm:w-64"
        />
        <Field label={t("refusedOnly")} inline>
          <Switch checked={refused} onCheckedChange={(on) => setView({ refused: on || null })} />
        </Field>
        <Button
          className="ml-auto"
          onClick={() => {
            setPaused(!paused);
            if (paused) void refresh();
          }}
        >
          {paused ? <Play aria-hidden /> : <Pause aria-hidden />}
          {t(paused ? "resume" : "pause")}
        </Button>
      </div>
      <p role="status" className="mb-4 text-muted text-sm">
        {t(paused ? "paused" : "listening")}
      </p>
      {content()}
      <p className="text-muted text-sm">
        {t("note")}{" "}
        <Link href={paths.settings("rejected")} className="text-accent underline underline-offset-2">
          {t("allRefused")}
        </Link>
      </p>
      {message !== null && arrivals.data && (
        <ArrivalDrawer arrival={open} onClose={() => setView({ message: null })} />
      )}
    </div>
  );

  function content() {
    if (arrivals.isPending) return <SkeletonRegion rows={6} />;
    if (arrivals.isError && items.length === 0) {
      const requestId = arrivals.error instanceof ApiError ? arrivals.error.requestId : null;
      return <ErrorState requestId={requestId} onRetry={() => arrivals.refetch()} />;
    }
    if (items.length === 0 && !isFiltered) {
      return (
        <EmptyState kind="first-use" title={t("emptyTitle")} headingLevel={3}>
          {t("emptyText")}
        </EmptyState>
      );
    }
    if (items.length === 0) {
      return (
        <EmptyState
          kind="no-results"
          title={t("noneTitle")}
          headingLevel={3}
          action={<Button onClick={() => setView({ event: null, refused: null })}>{t("clear")}</Button>}
        >
          {t("noneText")}
        </EmptyState>
      );
    }
    return (
      <>
        <Updating active={arrivals.isPlaceholderData}>
          <ArrivalsTable items={items} onOpen={(one) => setView({ message: one.id }, { history: "push" })} />
        </Updating>
        {arrivals.data?.more && (
          <p className="text-muted text-sm">
            {name === "" ? t("bound", { n: items.length }) : t("boundFilter")}
          </p>
        )}
      </>
    );
  }
}
