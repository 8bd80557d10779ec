"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useErrorText } from "#components/settings/use-error-text.ts";
import { showToast } from "#components/ui/toast.tsx";
import { ApiError } from "#lib/http/client.ts";
import {
  deleteAbsence,
  deleteTeam,
  postAbsence,
  putAvailability,
  putTeam,
  routingQuery,
} from "#lib/routing/api.ts";

/** What changes teams and availability: each says that it did, and the list is fetched anew. */
export function useRoutingChange() {
  const t = useTranslations("Routing");
  const queries = useQueryClient();
  const textOf = useErrorText();
  const said = {
    onError: (error: unknown) => {
      const used = error instanceof ApiError && error.issues.find(({ code }) => code === "team_in_use");
      showToast("error", used ? t("teamInUse", { sheet: String(used.params?.sheet ?? "") }) : textOf(error));
    },
    onSuccess: () => {
      showToast("success", t("saved"));
      // Not waited for: a dialog closes once it is saved, and the list follows.
      void queries.invalidateQueries(routingQuery());
    },
  };
  return {
    saveTeam: useMutation({ mutationFn: putTeam, ...said }),
    removeTeam: useMutation({ mutationFn: deleteTeam, ...said }),
    saveAvailability: useMutation({ mutationFn: putAvailability, ...said }),
    addAbsence: useMutation({ mutationFn: postAbsence, ...said }),
    removeAbsence: useMutation({ mutationFn: deleteAbsence, ...said }),
  };
}
