"use client";

import { RouteError, type RouteErrorProps } from "#components/shell/route-error.tsx";

export default function RootError(props: RouteErrorProps) {
  return (
    <main>
      <RouteError {...props} />
    </main>
  );
}
