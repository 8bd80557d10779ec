import { isPrivate, traitOf } from "./private-fields.ts";

export type Submitted = { traits: Record<string, string>; properties: Record<string, string | boolean> };

const MAX_VALUE = 200;
const EMAIL = /^[^\s@]+@[^\s@]+$/;

/**
 * What a form tells: traits from its contact fields, and the choices made in it (lists, boxes, and fields with
 * `data-hotsheet-field`). Free text is not sent. Null for searches and for forms marked private.
 */
export function readForm(form: HTMLFormElement): Submitted | null {
  if (form.closest("[data-hotsheet-private],[role=search]")) return null;
  const traits: Submitted["traits"] = {};
  const properties: Submitted["properties"] = {};
  for (const field of form.querySelectorAll<HTMLInputElement>("input,select,textarea")) {
    // Attributes, not properties: a form's field may be called "name" and hide the property.
    const attribute = (name: string) => field.getAttribute(name) ?? "";
    const { type } = field;
    const value = field.value.trim().slice(0, MAX_VALUE);
    const about = {
      type,
      name: attribute("name"),
      id: field.id,
      autocomplete: attribute("autocomplete"),
    };
    if (!value || field.closest("[data-hotsheet-private]") || isPrivate({ ...about, value: field.value }))
      continue;
    const box = type === "checkbox" || type === "radio";
    if (box && !field.checked) continue;
    const trait = box ? undefined : traitOf(about);
    const marked = attribute("data-hotsheet-field");
    const key = marked || about.name;
    if (trait) traits[trait] ??= value;
    else if (key && (marked || box || type.startsWith("select")))
      properties[key] = box && value === "on" ? true : value;
  }
  const { first_name, last_name } = traits;
  if (first_name || last_name) traits.name ??= [first_name, last_name].filter(Boolean).join(" ");
  if (!EMAIL.test(traits.email ?? "")) delete traits.email;
  const name = (from: string) => form.getAttribute(from);
  properties.form = name("data-hotsheet-form") || name("name") || name("id") || "form";
  return { traits, properties };
}
