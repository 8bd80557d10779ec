import type { Answers, FormContent } from "./schemas.ts";

/** Events that answers become; the first is also what the tracker calls a form on somebody's own website. */
export const ANSWER_EVENTS = { form: "form_submitted", survey: "survey_answered" } as const;

export type Told = {
  email: string | null;
  attributes: Record<string, unknown>;
  event: { name: string; properties: Record<string, unknown> };
};

/** Kinds whose answers are few: they can be counted by rules. What people write freely is told to nobody's rules. */
const COUNTED = new Set(["choice", "choices", "rating", "yes_no", "number", "date"]);

/** What answers say of a lead: the attributes that the form names for them, and what happened. Pure. */
export function toldBy(key: string, content: FormContent, answers: Answers): Told {
  const attributes: Record<string, unknown> = {};
  const properties: Record<string, unknown> = {};
  let email: string | null = null;
  for (const field of content.fields) {
    const answer = answers[field.key];
    if (answer === undefined) continue;
    if (field.kind === "email" && typeof answer === "string") {
      email = answer;
      attributes.email = answer;
    }
    if (field.attribute !== null) attributes[field.attribute] = answer;
    if (COUNTED.has(field.kind)) properties[field.key] = answer;
  }
  // Last: no field takes the place of the form's own name.
  properties.form = key;
  return { email, attributes, event: { name: ANSWER_EVENTS[content.kind], properties } };
}
