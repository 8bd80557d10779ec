"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsInteger, parseAsStringLiteral, useQueryState } from "nuqs";
import { type ReactNode, useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "#components/ui/tabs.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";
import { paths } from "#lib/paths.ts";
import { sheetQuery } from "#lib/sheets/api.ts";
import { inOrder } from "#lib/sheets/edit-content.ts";
import type { Vocabulary } from "#lib/sheets/get-vocabulary.ts";
import { pickVersions } from "#lib/sheets/pick-versions.ts";
import type { Sheet, Version } from "#lib/sheets/schemas.ts";
import type { Viewer } from "#lib/sheets/viewer.ts";
import { Conflicts } from "./conflicts.tsx";
import { EditorFiguresContext } from "./editor-figures.tsx";
import { type JsonState, toJson } from "./json-editor.tsx";
import { PeopleHere } from "./people-here.tsx";
import { PreviewMovers } from "./preview-movers.tsx";
import { PreviewRail } from "./preview-rail.tsx";
import { SaveStatus } from "./save-status.tsx";
import { SheetEditor } from "./sheet-editor.tsx";
import { SheetFindings } from "./sheet-findings.tsx";
import { SheetLinks } from "./sheet-links.tsx";
import { SheetOverview } from "./sheet-overview.tsx";
import { type Signers, SignOffBar } from "./sign-off-bar.tsx";
import { SuggestionBar } from "./suggestion-bar.tsx";
import { SuggestionList } from "./suggestion-list.tsx";
import { useLastValid } from "./use-last-valid.ts";
import { usePresence } from "./use-presence.ts";
import { useSheetPreview } from "./use-sheet-preview.ts";
import { useSignOff } from "./use-sign-off.ts";
import { useSuggesting } from "./use-suggesting.ts";
import { useWorkingCopy, type WorkingCopy } from "./use-working-copy.ts";
import { VersionBadge } from "./version-badge.tsx";
import { VersionList } from "./version-list.tsx";

const TABS = ["overview", "edit", "preview", "findings", "versions"] as const;
const tabParser = parseAsStringLiteral(TABS).withDefault("overview").withOptions({ history: "push" });
const versionParser = parseAsInteger.withOptions({ history: "push" });

export interface SheetPageProps {
  sheetKey: string;
  viewer: Viewer;
  signers: Signers;
  segments: readonly { key: string; name: string }[];
  vocabulary: Vocabulary;
}

export function SheetPage({ sheetKey, ...props }: SheetPageProps) {
  const { data, error, refetch } = useQuery(sheetQuery(sheetKey));
  const newest = data?.versions[0];
  if (data && newest) return <LoadedSheet key={sheetKey} sheet={data} newest={newest} {...props} />;
  if (!error) return <SkeletonRegion />;
  return (
    <ErrorState requestId={error instanceof ApiError ? error.requestId : null} onRetry={() => refetch()} />
  );
}

interface LoadedSheetProps extends Omit<SheetPageProps, "sheetKey"> {
  sheet: Sheet;
  newest: Version;
}

function LoadedSheet({ sheet, newest, viewer, signers, segments, vocabulary }: LoadedSheetProps) {
  const t = useTranslations("Sheets");
  const [tab, setTab] = useQueryState("tab", tabParser);
  const [number, setNumber] = useQueryState("version", versionParser);
  const { open, active } = pickVersions(sheet.versions);
  const [json, setJson] = useState<JsonState | null>(null);
  const unreadable = json === null || json.content ? 0 : Math.max(1, json.issues.length);
  const saved = useWorkingCopy(sheet, newest, {
    hold: unreadable > 0,
    onSaved: ({ signatures_cleared: cleared }) => {
      if (cleared.length === 0) return;
      showToast("info", t("save.cleared", { sides: cleared.map((side) => t(`sides.${side}`)).join(", ") }));
    },
  });
  const suggesting = useSuggesting(sheet.key, saved, open?.number);
  const copy = suggesting.isOn && open ? suggesting.copy : saved;
  // What another editor saved is shown in the text as well.
  if (json?.content && JSON.stringify(json.content) !== JSON.stringify(inOrder(copy.content)))
    setJson(toJson(copy.content));
  const [editing, setEditing] = useState<string | null>(null);
  const people = usePresence(sheet.key, editing, viewer.memberId);
  /** The rule in hand, or the last one that was. */
  const [rule, setRule] = useState<string | null>(null);
  if (editing !== null && editing !== rule) setRule(editing);
  const valid = useLastValid(copy);
  const isPreviewed = tab === "edit" || tab === "preview";
  const preview = useSheetPreview(sheet.key, copy.segment, valid, isPreviewed);
  const mayEdit = open !== undefined && viewer.mayEdit;
  const railProps = {
    preview,
    content: valid,
    behind: copy.issues.length > 0 || unreadable > 0,
    rule,
    onThreshold: mayEdit && unreadable === 0 ? moveThreshold(copy) : undefined,
  };
  const shown = number === null ? undefined : sheet.versions.find((version) => version.number === number);
  const isOld = shown !== undefined && shown.number !== newest.number;
  const segment = segments.find(({ key }) => key === copy.segment)?.name ?? copy.segment;
  const view = (version: number) => {
    void setNumber(version === newest.number ? null : version);
    void setTab("overview");
  };
  return (
    <>
      <PageHeader
        title={sheet.name}
        breadcrumbs={[{ label: t("title"), href: paths.sheets() }, { label: sheet.name }]}
        badges={
          <>
            <span className="text-muted">{t("version", { n: newest.number })}</span>
            <VersionBadge state={newest.state} />
            <PeopleHere people={people} />
          </>
        }
        actions={<SheetLinks sheetKey={sheet.key} current="sheet" />}
        description={[t("segmentIs", { name: segment }), trialText(active, t)].filter(Boolean).join(" · ")}
      />
      {open ? (
        <SignOffBar
          sheet={sheet}
          version={open}
          viewer={viewer}
          signers={signers}
          saveState={unreadable > 0 ? "invalid" : copy.state}
        />
      ) : (
        active && <p className="mb-4 text-muted">{t("sign.activeNow", { n: active.number })}</p>
      )}
      <Tabs value={tab} onValueChange={(next) => setTab(TABS.find((one) => one === next) ?? "overview")}>
        <div className="sticky top-12 z-20 -mx-1 flex flex-wrap items-end justify-between gap-x-4 bg-background px-1">
          <TabsList className="min-w-0">
            {TABS.map((one) => (
              <TabsTrigger key={one} value={one}>
                {t(`tabs.${one}`)}
              </TabsTrigger>
            ))}
          </TabsList>
          <SaveStatus copy={copy} unreadable={unreadable} />
        </div>
        <Conflicts sheet={sheet.key} copy={copy} />
        <SuggestionList sheetKey={sheet.key} version={newest} isOpen={open !== undefined} viewer={viewer} />
        <TabsContent value="overview">
          {isOld && (
            <Alert
              className="mb-4"
              action={
                <Button size="sm" onClick={() => setNumber(null)}>
                  {t("showNewest")}
                </Button>
              }
            >
              {t("showing", { n: shown.number, state: t(`states.${shown.state}`) })}
            </Alert>
          )}
          <SheetOverview sheetKey={sheet.key} content={isOld ? shown.content : valid} />
        </TabsContent>
        <TabsContent value="edit">
          {open && viewer.mayEdit && <SuggestionBar suggesting={suggesting} held={unreadable > 0} />}
          {mayEdit ? (
            <EditorFiguresContext value={preview.figures}>
              <BesideRail rail={<PreviewRail {...railProps} />}>
                <SheetEditor
                  copy={copy}
                  json={json}
                  onJson={setJson}
                  segments={segments}
                  vocabulary={vocabulary}
                  people={people}
                  onEditing={setEditing}
                />
              </BesideRail>
            </EditorFiguresContext>
          ) : (
            <Locked sheet={sheet} newest={newest} mayEdit={viewer.mayEdit} />
          )}
        </TabsContent>
        <TabsContent value="preview">
          <PreviewRail {...railProps} wide />
        </TabsContent>
        <TabsContent value="findings">
          <SheetFindings
            sheet={sheet.key}
            newest={newest}
            content={valid}
            copy={copy}
            mayChoose={mayEdit && unreadable === 0}
            mayEdit={viewer.mayEdit}
            isOpen={open !== undefined}
          />
        </TabsContent>
        <TabsContent value="versions">
          <VersionList sheet={sheet} mayEdit={viewer.mayEdit} onView={view} />
        </TabsContent>
      </Tabs>
      {isPreviewed && (
        <PreviewMovers asked={preview.asked} updating={preview.updating} groups={valid.groups} />
      )}
    </>
  );
}

/** Moves a group's minimum score in the draft. */
const moveThreshold =
  ({ content, change }: Pick<WorkingCopy, "content" | "change">) =>
  (key: string, at: number) =>
    change({
      content: {
        ...content,
        groups: content.groups.map((group) =>
          group.key === key ? { ...group, from: { ...group.from, total: at } } : group,
        ),
      },
    });

/** The editor with the rail at its side; on a narrow screen the rail is the tab beside. */
function BesideRail({ rail, children }: { rail: ReactNode; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-6 min-[1200px]:grid-cols-[minmax(0,1fr)_23.5rem]">
      <div className="min-w-0">{children}</div>
      <div className="sticky top-24 hidden max-h-[calc(100dvh-6.5rem)] min-w-0 self-start overflow-y-auto rounded-lg border bg-raised p-4 min-[1200px]:block">
        {rail}
      </div>
    </div>
  );
}

function trialText(
  active: Version | undefined,
  t: ReturnType<typeof useTranslations<"Sheets">>,
): string | null {
  const trial = active?.trial;
  if (!trial) return null;
  return trial.over ? t("trialOver", { days: trial.days }) : t("trial", { day: trial.day, days: trial.days });
}

function Locked({ sheet, newest, mayEdit }: { sheet: Sheet; newest: Version; mayEdit: boolean }) {
  const t = useTranslations("Sheets");
  const { restore } = useSignOff(sheet.key);
  if (!mayEdit) return <p className="text-muted">{t("readOnly")}</p>;
  return (
    <Alert
      title={t("locked", { n: newest.number })}
      action={
        <Button variant="primary" pending={restore.isPending} onClick={() => restore.mutate(newest.number)}>
          {t("startDraft")}
        </Button>
      }
    >
      {t("lockedText")}
    </Alert>
  );
}
