"use client";

import type { ReactNode } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";

export interface ShownOnceProps {
  title: string;
  text: string;
  label: string;
  value: string;
  copyLabel: string;
  doneText: string;
  onDone: () => void;
  children?: ReactNode;
}

/** A secret that can be copied now and never again; it stays until the reader says that it is safe. */
export function ShownOnce({
  title,
  text,
  label,
  value,
  copyLabel,
  doneText,
  onDone,
  children,
}: ShownOnceProps) {
  return (
    <Alert tone="success" live title={title} className="mt-4">
      <p>{text}</p>
      <div className="mt-3 flex flex-col items-start gap-3">
        <CodeBlock label={label} code={value} copyLabel={copyLabel} />
        {children}
        <Button size="sm" onClick={onDone}>
          {doneText}
        </Button>
      </div>
    </Alert>
  );
}
