import type { Issue } from "#lib/errors.ts";
import type { ImportKind } from "#lib/imports/kinds.ts";
import type { Mapping } from "#lib/imports/mapping.ts";
import type { Analysis } from "#lib/imports/schemas.ts";
import type { Step } from "./steps.ts";
import type { Saving } from "./use-mapping-draft.ts";

/** What the steps that edit a mapping are given. */
export type StepProps = {
  id: number;
  kind: ImportKind;
  mapping: Mapping;
  analysis: Analysis;
  issues: Issue[];
  saving: Saving;
  onChange: (mapping: Mapping) => void;
  /** Saves, then goes there. */
  onStep: (step: Step) => void;
};
