"use client";

import { useEffect } from "react";
import { ErrorState } from "#components/ui/error-state.tsx";

export interface RouteErrorProps {
  error: unknown;
  retry: () => void;
}

/** The digest is the id under which the server logged the cause. */
function digestOf(error: unknown): string | null {
  return error instanceof Error && "digest" in error && typeof error.digest === "string"
    ? error.digest
    : null;
}

export function RouteError({ error, retry }: RouteErrorProps) {
  useEffect(() => console.error(error), [error]);
  return (
    <div className="mx-auto w-full max-w-xl px-4 py-12">
      <ErrorState headingLevel={1} requestId={digestOf(error)} onRetry={retry} />
    </div>
  );
}
