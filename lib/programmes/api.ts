import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { z } from "zod";
import { apiFetch } from "../http/client.ts";
import { apiPaths } from "../paths.ts";
import type { enrolBody, previewBody, putProgrammeBody } from "./operation-schemas.ts";
import {
  deleteProgrammeOperation,
  enrolOperation,
  getProgrammeOperation,
  leadProgrammesOperation,
  listEnrolmentsOperation,
  listProgrammesOperation,
  previewMailOperation,
  putProgrammeOperation,
  setProgrammeStateOperation,
  withdrawOperation,
} from "./operations.ts";

export const programmesQuery = () =>
  queryOptions({
    queryKey: ["programmes"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.programmes(), { schema: listProgrammesOperation.response, signal }),
  });

export const programmeQuery = (key: string) =>
  queryOptions({
    queryKey: ["programmes", key],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.programme(key), { schema: getProgrammeOperation.response, signal }),
  });

export type EnrolmentState = "active" | "left" | null;
export const enrolmentsQuery = (key: string, state: EnrolmentState) =>
  infiniteQueryOptions({
    queryKey: ["programmes", key, "enrolments", state],
    initialPageParam: null as string | null,
    getNextPageParam: (page: z.infer<typeof listEnrolmentsOperation.response>) => page.next_cursor,
    queryFn: ({ pageParam, signal }) =>
      apiFetch(apiPaths.programmeEnrolments(key, { state, cursor: pageParam }), {
        schema: listEnrolmentsOperation.response,
        signal,
      }),
  });

export const leadProgrammesQuery = (id: string) =>
  queryOptions({
    queryKey: ["leads", id, "programmes"],
    queryFn: ({ signal }) =>
      apiFetch(apiPaths.leadProgrammes(id), { schema: leadProgrammesOperation.response, signal }),
  });

export const putProgramme = ({ key, ...body }: z.input<typeof putProgrammeBody> & { key: string }) =>
  apiFetch(apiPaths.programme(key), { method: "PUT", body, schema: putProgrammeOperation.response });

export const setProgrammeState = ({ key, state }: { key: string; state: "running" | "paused" }) =>
  apiFetch(apiPaths.programmeState(key), { body: { state }, schema: setProgrammeStateOperation.response });

export const deleteProgramme = (key: string) =>
  apiFetch(apiPaths.programme(key), { method: "DELETE", schema: deleteProgrammeOperation.response });

export const enrol = ({ key, ...body }: { key: string; enrol: z.input<typeof enrolBody> }) =>
  apiFetch(apiPaths.programmeEnrolments(key), { body, schema: enrolOperation.response });

export const withdraw = ({ key, lead }: { key: string; lead: string }) =>
  apiFetch(apiPaths.programmeWithdraw(key), { body: { lead }, schema: withdrawOperation.response });

export const previewMail = ({ key, ...body }: z.input<typeof previewBody> & { key: string }) =>
  apiFetch(apiPaths.programmePreview(key), { body, schema: previewMailOperation.response });
