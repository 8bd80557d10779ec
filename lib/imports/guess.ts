import { looksLikeDate } from "./dates.ts";
import type { ImportKind } from "./kinds.ts";
import type { ColumnType } from "./mapping.ts";
import { freePrefix, IGNORE } from "./targets.ts";

/** Header words, folded, by target; English and Spanish, whole names only. The first kind that fits wins. */
const WORDS: Record<string, readonly string[]> = {
  email: ["email", "e mail", "email address", "e mail address", "mail", "correo", "correo electronico"],
  user_id: [
    "user id",
    "userid",
    "id",
    "lead id",
    "prospect id",
    "contact id",
    "customer id",
    "external id",
    "mql id",
    "record id",
    "person id",
    "id de usuario",
    "id de lead",
    "id de contacto",
    "id de cliente",
  ],
  anonymous_id: ["anonymous id", "anonymousid", "visitor id", "id anonimo"],
  known_at: ["known at", "as of", "conocido desde"],
  event: ["event", "event name", "activity", "action", "evento", "nombre del evento", "actividad"],
  occurred_at: [
    "occurred at",
    "timestamp",
    "date",
    "time",
    "datetime",
    "event time",
    "event date",
    "created at",
    "fecha",
    "fecha y hora",
    "fecha del evento",
    "ocurrido",
  ],
  message_id: ["message id", "messageid", "event id", "id de mensaje", "id del evento"],
  stage: ["stage", "lead stage", "lifecycle stage", "etapa", "fase", "estado"],
  at: [
    "at",
    "date",
    "timestamp",
    "stage date",
    "changed at",
    "won date",
    "close date",
    "first contact date",
    "fecha",
    "fecha de cierre",
    "fecha de etapa",
  ],
  reason: ["reason", "rejection reason", "lost reason", "motivo", "razon"],
  value: ["value", "amount", "deal value", "deal amount", "valor", "importe"],
};

const ORDER: Record<ImportKind, readonly string[]> = {
  leads: ["email", "user_id", "anonymous_id", "known_at"],
  events: ["email", "user_id", "anonymous_id", "event", "occurred_at", "message_id"],
  stages: ["email", "user_id", "anonymous_id", "stage", "at", "reason", "value"],
};

/** Texts that files use for "no value". */
const MARKERS = new Set([
  "select",
  "unknown",
  "n/a",
  "na",
  "null",
  "none",
  "nan",
  "-",
  "--",
  "(blank)",
  "not set",
  "undefined",
  "nil",
  "#n/a",
  "seleccionar",
  "desconocido",
  "sin datos",
  "nulo",
  "ninguno",
  "no aplica",
]);

const fold = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** True for a text that usually stands for a missing value. */
export const isUsualMarker = (text: string): boolean => MARKERS.has(fold(text.trim()));

/** A key for an attribute from a column's name: "What is your City?" becomes what_is_your_city. */
export function keyOf(name: string): string {
  const key = fold(name)
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 60);
  return key === "" ? "field" : key;
}

/** 1.234,5 or 0,50: a comma that can only be the decimal sign. */
const DECIMAL_COMMA = /^-?(\d{1,3}(\.\d{3})+|\d+),(\d{1,2}|\d{4,})$/;
/** 1,234.50: commas that can only group. */
const GROUPED = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
const money = (text: string) => text.replace(/^[€$£]\s*|\s*[€$£%]$/g, "");

/** True for a text that is a number with a decimal comma. */
export const hasDecimalComma = (text: string): boolean => DECIMAL_COMMA.test(money(text));

/** `auto` does for texts and for numbers as JSON writes them; dates and numbers written otherwise are told apart. */
export function typeOfSamples(samples: readonly string[]): ColumnType {
  if (samples.length === 0) return "auto";
  if (samples.every(looksLikeDate)) return "date";
  const plain = /^-?\d+$/;
  const commas =
    samples.some(hasDecimalComma) &&
    samples.every((text) => hasDecimalComma(text) || plain.test(money(text)));
  const grouped = samples.every((text) => GROUPED.test(money(text)));
  return commas || grouped ? "number" : "auto";
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * A first mapping for a file's columns, for a person to confirm. No two columns get one field.
 * @param columns name and some non-empty cells of each
 */
export function guessTargets(
  kind: ImportKind,
  columns: readonly { name: string; samples: readonly string[] }[],
): { to: string; type: ColumnType }[] {
  const taken = new Map<string, number>();
  const folded = columns.map(({ name }) =>
    fold(name.replace(/([a-z])([A-Z])/g, "$1 $2"))
      .replace(/[^a-z0-9]+/g, " ")
      .trim(),
  );
  for (const target of ORDER[kind]) {
    const free = (n: number) => ![...taken.values()].includes(n);
    for (const word of WORDS[target] ?? []) {
      const n = folded.findIndex((name, index) => name === word && free(index));
      if (n !== -1) {
        taken.set(target, n);
        break;
      }
    }
    if (target === "email" && !taken.has(target)) {
      const n = columns.findIndex(
        ({ samples }) => samples.length > 0 && samples.every((cell) => EMAIL.test(cell)),
      );
      if (n !== -1) taken.set(target, n);
    }
  }
  const byColumn = new Map([...taken].map(([target, n]) => [n, target]));
  const prefix = freePrefix(kind);
  const keys = new Set<string>();
  return columns.map(({ name, samples }, n) => {
    const target = byColumn.get(n);
    if (target) return { to: target, type: "auto" };
    if (prefix === null) return { to: IGNORE, type: "auto" };
    let key = keyOf(name);
    for (let i = 2; keys.has(key); i++) key = `${keyOf(name)}_${i}`;
    keys.add(key);
    return { to: `${prefix}${key}`, type: typeOfSamples(samples) };
  });
}
