"use client";

import { RouteError, type RouteErrorProps } from "#components/shell/route-error.tsx";

/** Inside the shell, so that the navigation stays. */
export default function AppError(props: RouteErrorProps) {
  return <RouteError {...props} />;
}
