"use client";

import { Upload } from "lucide-react";
import { type DragEvent, type ReactNode, useId, useState } from "react";
import { cn } from "./cn.ts";
import { useFieldControl } from "./field-context.ts";

export interface FileDropProps {
  /** The invitation, such as "Drop a CSV file here or choose one". */
  label: ReactNode;
  hint?: ReactNode;
  /** As of the file input: ".csv,text/csv". */
  accept?: string;
  disabled?: boolean;
  /** The first file that was dropped or chosen. */
  onFile: (file: File) => void;
  className?: string;
}

/** A real file input under a large drop target: keyboard and screen reader need nothing extra. */
export function FileDrop({ label, hint, accept, disabled = false, onFile, className }: FileDropProps) {
  const fallbackId = useId();
  const control = useFieldControl({});
  const id = control.id ?? fallbackId;
  const [over, setOver] = useState(false);

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file && !disabled) onFile(file);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra way; the input inside is the real one
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        "relative flex flex-col items-center gap-2 rounded-lg border-2 border-control border-dashed px-4 py-10 text-center has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-accent has-[:focus-visible]:outline-offset-2",
        over && "border-accent bg-accent-tint",
        disabled && "opacity-55",
        className,
      )}
    >
      <Upload aria-hidden className="size-6 text-muted" />
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      {hint && <p className="text-muted text-sm">{hint}</p>}
      <input
        {...control}
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        className="absolute inset-0 cursor-pointer opacity-0 disabled:cursor-not-allowed"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          // Lets the same file be chosen again after it was corrected.
          event.target.value = "";
        }}
      />
    </div>
  );
}
