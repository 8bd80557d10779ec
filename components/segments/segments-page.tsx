"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFailureText } from "#components/shell/use-failure-text.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";
import { deleteSegment, putSegment, segmentsQuery } from "#lib/segments/api.ts";
import type { Segment } from "#lib/segments/schemas.ts";
import { SegmentDialog } from "./segment-dialog.tsx";
import { SegmentTable } from "./segment-table.tsx";

export interface SegmentsPageProps {
  mayEdit: boolean;
  /** Attribute names seen on leads, offered in conditions. */
  fields: readonly string[];
}

export function SegmentsPage({ mayEdit, fields }: SegmentsPageProps) {
  const t = useTranslations("Segments");
  const client = useQueryClient();
  const why = useFailureText();
  const { data, error, refetch } = useQuery(segmentsQuery());
  const [editing, setEditing] = useState<Segment | "new" | null>(null);
  const [deleting, setDeleting] = useState<Segment | null>(null);
  const refresh = () => client.invalidateQueries({ queryKey: segmentsQuery().queryKey });
  const onError = (failure: Error) => showToast("error", t("failed", { message: why(failure) }));
  const put = useMutation({
    mutationFn: putSegment,
    onSuccess: async ({ rescoring }) => {
      await refresh();
      showToast("success", t(rescoring ? "movedRescoring" : "moved"));
    },
    onError,
  });
  const remove = useMutation({
    mutationFn: deleteSegment,
    onSuccess: async () => {
      await refresh();
      showToast("success", t("deleted"));
    },
    onError: (failure) => {
      if (failure instanceof ApiError && failure.status === 409) showToast("error", t("inUse"));
      else onError(failure);
    },
  });
  const segments = data?.segments ?? [];
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={
          mayEdit && (
            <Button variant="primary" onClick={() => setEditing("new")}>
              <Plus aria-hidden />
              {t("new")}
            </Button>
          )
        }
      />
      {!mayEdit && <p className="mb-4 text-muted">{t("readOnly")}</p>}
      {error && !data && (
        <ErrorState
          requestId={error instanceof ApiError ? error.requestId : null}
          onRetry={() => refetch()}
        />
      )}
      {!error && !data && <SkeletonRegion />}
      {data && segments.length === 0 && (
        <EmptyState
          kind="first-use"
          title={t("emptyTitle")}
          action={
            mayEdit && (
              <Button
                variant="primary"
                pending={put.isPending}
                onClick={() => put.mutate({ key: "everyone", name: t("everyone"), when: { all: [] } })}
              >
                {t("createEveryone")}
              </Button>
            )
          }
        >
          {t("empty")}
        </EmptyState>
      )}
      {data && segments.length > 0 && (
        <SegmentTable
          list={data}
          mayEdit={mayEdit}
          updating={put.isPending || remove.isPending}
          onEdit={setEditing}
          onDelete={setDeleting}
          onMove={({ key, name, when }, position) => put.mutate({ key, name, when, position })}
        />
      )}
      {editing && (
        <SegmentDialog
          segment={editing === "new" ? undefined : editing}
          keys={segments.map(({ key }) => key)}
          fields={fields}
          onClose={() => setEditing(null)}
        />
      )}
      <ConfirmDialog
        open={deleting !== null}
        onOpenChange={(open) => !open && setDeleting(null)}
        title={t("deleteTitle", { name: deleting?.name ?? "" })}
        description={t("deleteText")}
        confirmText={t("delete", { name: deleting?.name ?? "" })}
        cancelText={t("cancel")}
        danger
        onConfirm={() => deleting && remove.mutate(deleting.key)}
      />
    </>
  );
}
