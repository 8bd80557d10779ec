"use client";

import { createContext, useContext } from "react";

export interface FieldControlProps {
  id?: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

export const FieldContext = createContext<FieldControlProps>({});

/** Wires a control to the Field around it: id, description, error and required. Own props win. */
export function useFieldControl<P extends FieldControlProps>(props: P): P & FieldControlProps {
  const field = useContext(FieldContext);
  const describedBy = [props["aria-describedby"], field["aria-describedby"]].filter(Boolean).join(" ");
  return {
    ...props,
    id: props.id ?? field.id,
    "aria-invalid": props["aria-invalid"] ?? field["aria-invalid"],
    "aria-describedby": describedBy === "" ? undefined : describedBy,
  };
}

/** The look shared by every text-like control. */
export const controlClass =
  "w-full rounded-md border border-control bg-raised px-3 text-base text-foreground disabled:cursor-not-allowed disabled:opacity-55 aria-invalid:border-danger aria-invalid:ring-1 aria-invalid:ring-danger focus-visible:outline-offset-0";
