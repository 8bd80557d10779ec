import type { MergeScope } from "../mail/template.ts";

export type MergeLead = {
  email: string | null;
  displayName: string | null;
  stage: string;
  attributes: Record<string, unknown>;
};

const textOf = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : null;

/** What templates read of a lead: its attributes, and what it is called. Pure; every value is data, never a template. */
export function mergeLead({ email, displayName, stage, attributes }: MergeLead): MergeScope["lead"] {
  const name = textOf(displayName) ?? textOf(attributes.name) ?? "";
  const first = textOf(attributes.first_name) ?? textOf(attributes.firstName) ?? name.split(/\s+/)[0] ?? "";
  return { ...attributes, name, first_name: first, email: email ?? "", stage };
}

const LANGUAGES = ["locale", "language", "lang", "idioma"] as const;

/** The language to write to a lead in: what an attribute says, else the workspace's. Pure. */
export function localeOf(attributes: Record<string, unknown>, workspaceLocale: string): "en" | "es" {
  const said =
    LANGUAGES.map((key) => textOf(attributes[key])?.toLowerCase()).find(Boolean) ?? workspaceLocale;
  return /^(es|spa|español|castellano)/.test(said) ? "es" : "en";
}
