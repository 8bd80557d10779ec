"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { paths } from "#lib/paths.ts";
import { deleteProgramme, programmeQuery, programmesQuery, setProgrammeState } from "#lib/programmes/api.ts";
import type { Programme } from "#lib/programmes/operation-schemas.ts";
import { EnrolSegment } from "./enrol-segment.tsx";
import { EnrolmentsCard } from "./enrolments-card.tsx";
import { ProgrammeEditor } from "./programme-editor.tsx";
import { StateBadge } from "./state-badge.tsx";

type Props = { programmeKey: string; mayEdit: boolean };

/** One programme: what came of it, what it sends, and who is in it. */
export function ProgrammePage({ programmeKey, mayEdit }: Props) {
  const t = useTranslations("Programmes");
  const { data } = useSuspenseQuery(programmeQuery(programmeKey));
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: t("title"), href: paths.programmes() }, { label: data.name }]}
        title={data.name}
        badges={<StateBadge state={data.state} />}
        actions={mayEdit && <Actions programme={data} />}
      />
      <div className="flex flex-col gap-6">
        <Figures programme={data} />
        <ProgrammeEditor key={data.revision} programme={data} mayEdit={mayEdit} />
        <EnrolmentsCard programmeKey={programmeKey} />
      </div>
    </>
  );
}

const SHOWN = ["sent", "opened", "clicked", "unsubscribed", "goal"] as const;

/** Leads, each counted once, with how many of those that were written to (or entered). */
function Figures({ programme: { figures } }: { programme: Programme }) {
  const t = useTranslations("Programmes.figures");
  const format = useFormatter();
  return (
    <Card title={t("title")} description={t("text", { enrolled: figures.enrolled, active: figures.active })}>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-5">
        {SHOWN.map((name) => {
          const of = name === "sent" || name === "goal" ? figures.enrolled : figures.sent;
          return (
            <div key={name}>
              <dt className="text-muted text-sm">{t(name)}</dt>
              <dd className="font-semibold text-lg tabular-nums">{format.number(figures[name])}</dd>
              <dd className="text-muted text-sm">
                {of === 0
                  ? "–"
                  : t(name === "sent" || name === "goal" ? "ofEnrolled" : "ofSent", {
                      share: figures[name] / of,
                      n: of,
                    })}
              </dd>
            </div>
          );
        })}
      </dl>
    </Card>
  );
}

function Actions({ programme }: { programme: Programme }) {
  const t = useTranslations("Programmes");
  const router = useRouter();
  const client = useQueryClient();
  const why = useFailureText();
  const { key, name, state } = programme;
  const onError = (failure: Error) => showToast("error", t("failed", { message: why(failure) }));
  const change = useMutation({
    mutationFn: setProgrammeState,
    onError,
    onSuccess: (saved) => client.setQueryData(programmeQuery(key).queryKey, saved),
  });
  const remove = useMutation({
    mutationFn: deleteProgramme,
    onError,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: programmesQuery().queryKey, exact: true });
      router.push(paths.programmes());
    },
  });
  return (
    <>
      {state !== "draft" && <EnrolSegment programmeKey={key} name={name} />}
      {state === "running" ? (
        <Button pending={change.isPending} onClick={() => change.mutate({ key, state: "paused" })}>
          {t("pause")}
        </Button>
      ) : (
        <Button
          variant="primary"
          pending={change.isPending}
          onClick={() => change.mutate({ key, state: "running" })}
        >
          {t(state === "draft" ? "start" : "resume")}
        </Button>
      )}
      <ConfirmDialog
        danger
        trigger={<Button>{t("delete")}</Button>}
        title={t("deleteTitle", { name })}
        description={t("deleteText", { n: programme.figures.active })}
        confirmText={t("delete")}
        cancelText={t("cancel")}
        pending={remove.isPending}
        onConfirm={() => remove.mutate(key)}
      />
    </>
  );
}
