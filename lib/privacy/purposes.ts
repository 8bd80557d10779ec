/** Purposes that Hotsheet itself knows; a message or a call may name others. */
export const PURPOSES = ["profiling", "marketing_email", "tracking"] as const;
/** Denying this one is an objection: the lead is not scored. */
export const PROFILING = "profiling";

const PURPOSE = /^[a-z][a-z0-9_]{0,39}$/;
const MOST = 20;

export type ToldConsent = { purpose: string; granted: boolean };

const keyOf = (name: string) =>
  name
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[\s-]+/g, "_")
    .toLowerCase();

function read(value: unknown): ToldConsent[] {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, granted]) => {
    const purpose = keyOf(name);
    return typeof granted === "boolean" && PURPOSE.test(purpose) ? [{ purpose, granted }] : [];
  });
}

/**
 * What a message says of consent: the trait `consent` (`{ profiling: false }`), or `context.consent.categoryPreferences`
 * as Segment's and RudderStack's consent managers send it. Pure; what is neither true nor false is left out.
 */
export function consentsOf(message: { traits?: unknown; context?: unknown }): ToldConsent[] {
  const inTraits = (message.traits as { consent?: unknown } | null | undefined)?.consent;
  const inContext = (message.context as { consent?: { categoryPreferences?: unknown } } | null | undefined)
    ?.consent;
  const told = new Map(
    [...read(inContext?.categoryPreferences), ...read(inTraits)].map((one) => [one.purpose, one]),
  );
  return [...told.values()].slice(0, MOST);
}
