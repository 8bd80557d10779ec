"use client";

import { useState } from "react";
import type { SheetContent } from "#lib/scoring/schema.ts";
import type { WorkingCopy } from "./use-working-copy.ts";

/** The copy's content as it last was without a problem. */
export function useLastValid({ content, issues }: Pick<WorkingCopy, "content" | "issues">): SheetContent {
  const [valid, setValid] = useState(content);
  if (issues.length === 0 && valid !== content) setValid(content);
  return issues.length === 0 ? content : valid;
}
