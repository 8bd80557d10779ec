import { escapeHtml } from "../mail/compose.ts";
import type { PageWords } from "./page-words.ts";
import { type AnswerProblem, inputName } from "./read-answers.ts";
import { type FormField, type FormLocale, MOST_LONG, MOST_RATING, MOST_SHORT } from "./schemas.ts";

export type FieldLook = {
  locale: FormLocale;
  t: PageWords;
  /** What was given before, where the page is shown again. */
  given: readonly string[];
  problem: AnswerProblem | undefined;
};

/** More answers than this are a list that opens. */
const MOST_IN_SIGHT = 8;

/** What browsers fill in by themselves, by the attribute that the answer becomes (WCAG 2.2, 1.3.5). */
const AUTOCOMPLETE: Record<string, string> = {
  name: "name",
  first_name: "given-name",
  last_name: "family-name",
  company: "organization",
  title: "organization-title",
  phone: "tel",
  city: "address-level2",
  country: "country-name",
  website: "url",
};

export const fieldId = (key: string): string => `q-${key}`;

const attr = (name: string, value: string | number | boolean | undefined): string =>
  value === undefined || value === false
    ? ""
    : ` ${name}${value === true ? "" : `="${escapeHtml(String(value))}"`}`;

/** Ids of what is said of a field beside its label. */
const describedBy = (field: FormField, { locale, problem }: FieldLook): string | undefined => {
  const id = fieldId(field.key);
  const ids = [field.hint[locale] === "" ? "" : `${id}-hint`, problem ? `${id}-err` : ""].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
};

function input(field: FormField, type: string, look: FieldLook, more = ""): string {
  const isEmail = field.kind === "email";
  return `<input${attr("type", type)}${attr("id", fieldId(field.key))}${attr("name", inputName(field.key))}${attr(
    "value",
    look.given[0] ?? "",
  )}${attr("required", field.required)}${attr(
    "autocomplete",
    isEmail ? "email" : AUTOCOMPLETE[field.attribute ?? ""],
  )}${attr("aria-invalid", look.problem ? "true" : undefined)}${attr("aria-describedby", describedBy(field, look))}${more}>`;
}

type Pick = { value: string; label: string };

function picks(field: FormField, type: "radio" | "checkbox", all: readonly Pick[], look: FieldLook): string {
  return all
    .map(({ value, label }, n) => {
      const id = n === 0 ? attr("id", fieldId(field.key)) : "";
      // A group of boxes has no `required` of its own: the server says it.
      const required = attr("required", field.required && type === "radio");
      const checked = attr("checked", look.given.includes(value));
      return `<label class="pick"><input${attr("type", type)}${id}${attr("name", inputName(field.key))}${attr("value", value)}${required}${checked}>${escapeHtml(label)}</label>`;
    })
    .join("");
}

function select(field: FormField, all: readonly Pick[], look: FieldLook): string {
  const options = all.map(
    ({ value, label }) =>
      `<option${attr("value", value)}${attr("selected", look.given.includes(value))}>${escapeHtml(label)}</option>`,
  );
  return `<select${attr("id", fieldId(field.key))}${attr("name", inputName(field.key))}${attr("required", field.required)}${attr("aria-invalid", look.problem ? "true" : undefined)}${attr("aria-describedby", describedBy(field, look))}><option value="">${escapeHtml(look.t("choose"))}</option>${options.join("")}</select>`;
}

function words(field: FormField, look: FieldLook, tag: "label" | "legend"): string {
  const { locale, t } = look;
  const id = fieldId(field.key);
  const optional = field.required ? "" : ` <span class="opt">(${escapeHtml(t("optional"))})</span>`;
  const hint = field.hint[locale];
  return `<${tag}${tag === "label" ? attr("for", id) : ""}>${escapeHtml(field.label[locale])}${optional}</${tag}>${
    hint === "" ? "" : `<p class="hint"${attr("id", `${id}-hint`)}>${escapeHtml(hint)}</p>`
  }`;
}

const trouble = (field: FormField, { problem, t }: FieldLook): string =>
  problem
    ? `<p class="err"${attr("id", `${fieldId(field.key)}-err`)}>${escapeHtml(t(`problems.${problem}`))}</p>`
    : "";

const group = (field: FormField, look: FieldLook, inside: string): string =>
  `<fieldset class="q"${attr("aria-describedby", describedBy(field, look))}>${words(field, look, "legend")}${inside}${trouble(field, look)}</fieldset>`;

const single = (field: FormField, look: FieldLook, control: string): string =>
  `<div class="q">${words(field, look, "label")}${control}${trouble(field, look)}</div>`;

/** A field as HTML. Every text in it is escaped. Pure. */
export function fieldHtml(field: FormField, look: FieldLook): string {
  const { locale, t } = look;
  const options = field.options.map(({ value, label }) => ({ value, label: label[locale] }));
  switch (field.kind) {
    case "email":
      return single(field, look, input(field, "email", look, attr("maxlength", 254)));
    case "number":
      return single(field, look, input(field, "text", look, attr("inputmode", "decimal")));
    case "date":
      return single(field, look, input(field, "date", look));
    case "short_text": {
      const type = AUTOCOMPLETE[field.attribute ?? ""] === "tel" ? "tel" : "text";
      return single(field, look, input(field, type, look, attr("maxlength", MOST_SHORT)));
    }
    case "long_text":
      return single(
        field,
        look,
        `<textarea${attr("id", fieldId(field.key))}${attr("name", inputName(field.key))}${attr("maxlength", MOST_LONG)}${attr("required", field.required)}${attr("aria-invalid", look.problem ? "true" : undefined)}${attr("aria-describedby", describedBy(field, look))}>\n${escapeHtml(look.given[0] ?? "")}</textarea>`,
      );
    case "choice":
      return options.length > MOST_IN_SIGHT
        ? single(field, look, select(field, options, look))
        : group(field, look, picks(field, "radio", options, look));
    case "choices":
      return group(field, look, picks(field, "checkbox", options, look));
    case "yes_no":
      return group(
        field,
        look,
        `<div class="row">${picks(
          field,
          "radio",
          [
            { value: "yes", label: t("yes") },
            { value: "no", label: t("no") },
          ],
          look,
        )}</div>`,
      );
    case "rating": {
      const steps = Array.from({ length: MOST_RATING }, (_, n) => String(n + 1));
      const all = steps.map((value) => ({ value, label: value }));
      return group(field, look, `<div class="row">${picks(field, "radio", all, look)}</div>`);
    }
  }
}
