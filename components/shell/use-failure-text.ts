"use client";

import { useTranslations } from "next-intl";
import { ApiError } from "#lib/http/client.ts";

const REASONS: Record<number, "network" | "forbidden" | "notFound" | "conflict" | "invalid" | "tooMany"> = {
  0: "network",
  403: "forbidden",
  404: "notFound",
  409: "conflict",
  412: "conflict",
  422: "invalid",
  429: "tooMany",
};

/** Why a call failed, in the reader's language: what the server says of it is for programs, and English. */
export function useFailureText(): (error: Error | null) => string {
  const t = useTranslations("Shell.failures");
  return (error) => {
    const status = error instanceof ApiError ? error.status : null;
    const reason = status === null ? undefined : REASONS[status];
    if (reason) return t(reason);
    return t("other", { id: (error instanceof ApiError && error.requestId) || "–" });
  };
}
