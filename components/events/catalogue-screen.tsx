"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Updating } from "#components/ui/updating.tsx";
import { useDebounced } from "#components/ui/use-debounced.ts";
import { eventNamesQuery } from "#lib/events/api.ts";
import { catalogueParsers } from "#lib/events/search-params.ts";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { CatalogueTable } from "./catalogue-table.tsx";
import { EventDrawer } from "./event-drawer.tsx";
import { RuleUses } from "./rule-uses.tsx";

const TYPING_MS = 300;

export function CatalogueScreen({ maySeeSources }: { maySeeSources: boolean }) {
  const t = useTranslations("EventCatalogue");
  const [{ q, name }, setView] = useQueryStates(catalogueParsers);
  const search = useDebounced(q, TYPING_MS);
  const catalogue = useInfiniteQuery(eventNamesQuery(search));
  const items = catalogue.data?.pages.flatMap((page) => page.items) ?? [];
  const first = catalogue.data?.pages[0];
  return (
    <div className="flex flex-col gap-4">
      <SearchInput
        label={t("search")}
        placeholder={t("search")}
        value={q}
        maxLength={200}
        onChange={({ target }) => setView({ q: target.value || null })}
        className="mb-4 w-full sm:w-80"
      />
      {first && first.missing.length > 0 && (
        <Alert tone="caution" title={t("missingTitle", { n: first.missing.length })}>
          <p>{t("missingText")}</p>
          <ul className="mt-2 flex flex-col gap-2">
            {first.missing.map((event) => (
              <li key={event.name}>
                <code className="font-medium">{event.name}</code>
                <RuleUses rules={event.rules} />
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {first?.live === false && <p className="text-muted">{t("hourly")}</p>}
      {content()}
      {name !== null && (
        <EventDrawer
          name={name}
          rules={items.find((item) => item.name === name)?.rules ?? []}
          onClose={() => setView({ name: null })}
        />
      )}
    </div>
  );

  function content() {
    if (catalogue.isPending) return <SkeletonRegion rows={8} />;
    if (catalogue.isError && items.length === 0) {
      const requestId = catalogue.error instanceof ApiError ? catalogue.error.requestId : null;
      return <ErrorState requestId={requestId} onRetry={() => catalogue.refetch()} />;
    }
    if (items.length === 0 && search !== "") {
      return (
        <EmptyState
          kind="no-results"
          title={t("noneTitle")}
          action={<Button onClick={() => setView({ q: null })}>{t("clear")}</Button>}
        >
          {t("noneText", { q: search })}
        </EmptyState>
      );
    }
    if (items.length === 0) {
      return (
        <EmptyState
          kind="first-use"
          title={t("emptyTitle")}
          action={
            maySeeSources && (
              <Button asChild variant="primary">
                <Link href={paths.settings("sources")}>{t("toSources")}</Link>
              </Button>
            )
          }
        >
          {t("emptyText")}
        </EmptyState>
      );
    }
    return (
      <>
        <Updating active={catalogue.isPlaceholderData}>
          <CatalogueTable
            items={items}
            maySeeSources={maySeeSources}
            onOpen={(event) => setView({ name: event.name }, { history: "push" })}
          />
        </Updating>
        {catalogue.hasNextPage ? (
          <Button
            className="self-center"
            pending={catalogue.isFetchingNextPage}
            onClick={() => catalogue.fetchNextPage()}
          >
            {t("older")}
          </Button>
        ) : (
          <p className="text-center text-muted text-sm">{t("end")}</p>
        )}
      </>
    );
  }
}
