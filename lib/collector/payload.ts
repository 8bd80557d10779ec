/** Parses to Infinity, as what was sent did. */
const TOO_LARGE = "1e400000";

/**
 * A message as JSON that any database takes: JSON.stringify escapes NULs and halves of surrogate pairs. A number that
 * is out of range stays one, so that the message is no better when it is read again.
 */
export function payloadText(message: unknown): string {
  const mark = `\u0000${crypto.randomUUID()}`;
  let marked = false;
  const text =
    JSON.stringify(message, (_, value: unknown) => {
      if (typeof value !== "number" || Number.isFinite(value)) return value;
      marked = true;
      return value < 0 ? `${mark}-` : mark;
    }) ?? "null";
  if (!marked) return text;
  const escaped = JSON.stringify(mark).slice(1, -1);
  return text.replaceAll(`"${escaped}-"`, `-${TOO_LARGE}`).replaceAll(`"${escaped}"`, TOO_LARGE);
}
