"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Card } from "#components/ui/card.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { sheetQuery } from "#lib/sheets/api.ts";
import { pickVersions } from "#lib/sheets/pick-versions.ts";
import type { Sheet, Version } from "#lib/sheets/schemas.ts";
import type { Viewer } from "#lib/sheets/viewer.ts";
import { Conversation } from "./conversation.tsx";
import { DiffView, NOTHING } from "./diff-view.tsx";
import { ImpactStrip } from "./impact-strip.tsx";
import { ReviewSteps } from "./review-steps.tsx";
import { SheetLinks } from "./sheet-links.tsx";
import { type Signers, SignOffBar } from "./sign-off-bar.tsx";
import { SuggestionList } from "./suggestion-list.tsx";
import { TrialCard } from "./trial-card.tsx";
import { VersionBadge } from "./version-badge.tsx";

export interface ReviewPageProps {
  sheetKey: string;
  viewer: Viewer;
  signers: Signers;
  people: readonly string[];
}

export function ReviewPage({ sheetKey, ...props }: ReviewPageProps) {
  const { data, error, refetch } = useQuery(sheetQuery(sheetKey));
  const newest = data?.versions[0];
  if (data && newest) return <Loaded sheet={data} newest={newest} {...props} />;
  if (!error) return <SkeletonRegion />;
  return (
    <ErrorState requestId={error instanceof ApiError ? error.requestId : null} onRetry={() => refetch()} />
  );
}

interface LoadedProps extends Omit<ReviewPageProps, "sheetKey"> {
  sheet: Sheet;
  newest: Version;
}

/** What a version is read against: the active one, else the one before it. */
function baseOf(sheet: Sheet, version: Version): Version | undefined {
  const active = sheet.versions.find(({ state }) => state === "active");
  if (active && active.number !== version.number) return active;
  return sheet.versions.find(({ number }) => number < version.number);
}

function Loaded({ sheet, newest, viewer, signers, people }: LoadedProps) {
  const t = useTranslations("SheetReview");
  const diff = useTranslations("SheetDiff");
  const sheets = useTranslations("Sheets");
  const [about, setAbout] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const { open, active } = pickVersions(sheet.versions);
  const version = open ?? newest;
  const base = baseOf(sheet, version);
  const comment = (rule: string) => {
    setAbout(rule);
    area.current?.focus();
  };
  return (
    <>
      <PageHeader
        title={t("title", { name: sheet.name })}
        breadcrumbs={[
          { label: sheets("title"), href: paths.sheets() },
          { label: sheet.name, href: paths.sheet(sheet.key) },
          { label: t("links.review") },
        ]}
        badges={
          <>
            <span className="text-muted">{sheets("version", { n: version.number })}</span>
            <VersionBadge state={version.state} />
          </>
        }
        actions={<SheetLinks sheetKey={sheet.key} current="review" />}
      />
      {open ? (
        <>
          <SignOffBar sheet={sheet} version={open} viewer={viewer} signers={signers} saveState="saved" />
          <ReviewSteps sheetKey={sheet.key} version={open} viewer={viewer} />
        </>
      ) : (
        <p className="mb-4 text-muted">{t("nothingOpen")}</p>
      )}
      <SuggestionList sheetKey={sheet.key} version={newest} isOpen={open !== undefined} viewer={viewer} />
      <div className="flex flex-col gap-4">
        {active && !open && <TrialCard sheetKey={sheet.key} version={active} viewer={viewer} />}
        {open && (
          <Card title={t("impact")}>
            <ImpactStrip sheetKey={sheet.key} version={open} />
          </Card>
        )}
        <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Card
            title={diff("title")}
            description={base ? diff("against", { a: base.number, b: version.number }) : diff("first")}
          >
            <DiffView
              before={base?.content ?? NOTHING}
              after={version.content}
              onComment={viewer.mayEdit ? comment : undefined}
            />
          </Card>
          <Conversation
            sheetKey={sheet.key}
            version={newest}
            mayWrite={viewer.mayEdit}
            people={people}
            about={about}
            onAbout={setAbout}
            area={area}
          />
        </div>
        {active && open && <TrialCard sheetKey={sheet.key} version={active} viewer={viewer} />}
      </div>
    </>
  );
}
