import { queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { apiFetch } from "../http/client.ts";
import { keepPrevious } from "../http/query-client.ts";
import { apiPaths } from "../paths.ts";
import type { SheetContent } from "../scoring/schema.ts";
import type { Edit } from "./edit-schemas.ts";
import {
  approveSheetOperation,
  discardDraftOperation,
  editDraftOperation,
  getMatrixOperation,
  getSheetOperation,
  listEditsOperation,
  listSheetsOperation,
  presenceOperation,
  previewTemplateOperation,
  restoreVersionOperation,
  saveDraftOperation,
  withdrawSignatureOperation,
} from "./operations.ts";
import {
  backtestSheetOperation,
  listMoversOperation,
  previewSheetOperation,
  testLeadOperation,
} from "./preview-operations.ts";
import type { approveSchema, saveDraftSchema } from "./schemas.ts";

/** How often a page that stays open asks whether somebody signed or edited. */
const REFRESH_MS = 10_000;

export const sheetsQuery = () =>
  queryOptions({
    queryKey: ["sheets"],
    queryFn: ({ signal }) => apiFetch(apiPaths.sheets(), { schema: listSheetsOperation.response, signal }),
  });

export const sheetQuery = (key: string) =>
  queryOptions({
    queryKey: ["sheets", key],
    queryFn: ({ signal }) => apiFetch(apiPaths.sheet(key), { schema: getSheetOperation.response, signal }),
    refetchInterval: REFRESH_MS,
  });

/** `content` undefined: what is saved. A new content keeps the old figures on screen until it answers. */
export const previewQuery = (key: string, segment: string | undefined, content: unknown) =>
  queryOptions({
    queryKey: ["sheet-preview", key, segment ?? null, content === undefined ? null : JSON.stringify(content)],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.sheetPreview(key), {
        body: { segment, content },
        schema: previewSheetOperation.response,
        signal,
      }),
    staleTime: 60_000,
    ...keepPrevious,
  });

/** A content for a segment, as the preview rail asks about it. */
export type Asked = { key: string; segment: string; content: SheetContent };

const askedKey = ({ key, segment, content }: Asked) => [key, segment, JSON.stringify(content)] as const;

export const moversQuery = (asked: Asked, group: string, direction: "enter" | "leave") =>
  queryOptions({
    queryKey: ["sheet-movers", ...askedKey(asked), group, direction],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.sheetMovers(asked.key), {
        body: { segment: asked.segment, content: asked.content, group, direction },
        schema: listMoversOperation.response,
        signal,
      }),
    staleTime: 60_000,
  });

export const testLeadQuery = (asked: Asked, lead: string) =>
  queryOptions({
    queryKey: ["sheet-test-lead", ...askedKey(asked), lead],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.sheetTestLead(asked.key), {
        body: { segment: asked.segment, content: asked.content, lead },
        schema: testLeadOperation.response,
        signal,
      }),
    // Another lead's sum is never shown under this one's name.
    placeholderData: (before, query) => (query?.queryKey.at(-1) === lead ? before : undefined),
  });

export const backtestQuery = (asked: Asked, horizonDays: number) =>
  queryOptions({
    queryKey: ["sheet-backtest", ...askedKey(asked), horizonDays],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.sheetBacktest(asked.key), {
        body: { segment: asked.segment, content: asked.content, horizon_days: horizonDays },
        schema: backtestSheetOperation.response,
        signal,
      }),
    staleTime: 5 * 60_000,
    ...keepPrevious,
  });

/** `segment` undefined: the one that the template suggests. */
export const templatePreviewQuery = (template: string, segment: string | undefined) =>
  queryOptions({
    queryKey: ["template-preview", template, segment ?? null],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.templatePreview({ template, segment }), {
        schema: previewTemplateOperation.response,
        signal,
      }),
    staleTime: 60_000,
  });

export const matrixQuery = (key: string) =>
  queryOptions({
    queryKey: ["sheet-matrix", key],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.sheetMatrix(key), { schema: getMatrixOperation.response, signal }),
  });

const guard = (revision: number | undefined) =>
  revision === undefined ? undefined : { "if-match": `"${revision}"` };

export type SaveDraft = z.input<typeof saveDraftSchema> & { key: string; revision?: number };

export const saveDraft = ({ key, revision, ...body }: SaveDraft) =>
  apiFetch(apiPaths.sheetDraft(key), {
    method: "PUT",
    body,
    headers: guard(revision),
    schema: saveDraftOperation.response,
  });

/** Edits after a revision: who changed what. Asked for where two people changed one item. */
export const editsQuery = (key: string, after: number) =>
  queryOptions({
    queryKey: ["sheet-edits", key, after],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.sheetEdits(key, { after }), { schema: listEditsOperation.response, signal }),
  });

export const editDraft = ({ key, edits }: { key: string; edits: Edit[] }) =>
  apiFetch(apiPaths.sheetEdits(key), { body: { edits }, schema: editDraftOperation.response });

export const announcePresence = (key: string, rule: string | null) =>
  apiFetch(apiPaths.sheetPresence(key), { body: { rule }, schema: presenceOperation.response });

export const discardDraft = ({ key, revision }: { key: string; revision: number }) =>
  apiFetch(apiPaths.sheetDraft(key), {
    method: "DELETE",
    headers: guard(revision),
    schema: discardDraftOperation.response,
  });

export const restoreVersion = ({ key, version }: { key: string; version: number }) =>
  apiFetch(apiPaths.sheetRestore(key), { body: { version }, schema: restoreVersionOperation.response });

export type ApproveSheet = z.input<typeof approveSchema>;

export const approveSheet = ({ key, ...body }: ApproveSheet & { key: string }) =>
  apiFetch(apiPaths.sheetApprove(key), { body, schema: approveSheetOperation.response });

export const withdrawSignature = (key: string) =>
  apiFetch(apiPaths.sheetApprove(key), { method: "DELETE", schema: withdrawSignatureOperation.response });
