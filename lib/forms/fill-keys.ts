import { slug } from "../segments/slug.ts";
import type { FormContent, Words } from "./schemas.ts";

const MOST = 40;

/** A key that says what the words say and that nobody has yet. */
function keyOf(words: Words, taken: Set<string>, otherwise: string): string {
  const base =
    slug(words.en || words.es)
      .replaceAll("-", "_")
      .slice(0, MOST) || otherwise;
  let key = base;
  for (let n = 2; taken.has(key); n++) key = `${base}_${n}`;
  taken.add(key);
  return key;
}

/** Names what was added and has no name yet; what has one keeps it, whatever its words become. Pure. */
export function fillKeys(content: FormContent): FormContent {
  const taken = new Set(["form", "consent", ...content.fields.map(({ key }) => key)]);
  return {
    ...content,
    fields: content.fields.map((field) => {
      const values = new Set(field.options.map(({ value }) => value));
      return {
        ...field,
        key: field.key || keyOf(field.label, taken, "question"),
        options: field.options.map((option) => ({
          ...option,
          value: option.value || keyOf(option.label, values, "answer"),
        })),
      };
    }),
  };
}
