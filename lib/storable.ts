const MAX_DEPTH = 16;
/** Names are keys of indexes, which take no more than a third of a page. */
const MAX_NAME = 500;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Says why a JSON value cannot be kept as it is, or null where it can: NUL and lone surrogates have no place in
 * PostgreSQL's text, infinite numbers (1e400000 parses to Infinity) none in JSON.
 */
export function unstorable(value: unknown, path = "", depth = 0): string | null {
  const at = path === "" ? "the value" : path;
  if (typeof value === "string") return textProblem(value, at);
  if (typeof value === "number") return Number.isFinite(value) ? null : `${at}: the number is out of range`;
  if (value === null || typeof value !== "object") return null;
  if (depth >= MAX_DEPTH) return `${at}: nested too deeply`;
  for (const [key, inner] of Object.entries(value)) {
    const problem = keyProblem(key, at) ?? unstorable(inner, path === "" ? key : `${path}.${key}`, depth + 1);
    if (problem) return problem;
  }
  return null;
}

function textProblem(text: string, at: string): string | null {
  if (text.includes("\u0000")) return `${at}: contains a NUL character`;
  return text.isWellFormed() ? null : `${at}: contains half a surrogate pair`;
}

function keyProblem(key: string, at: string): string | null {
  if (key.length > MAX_NAME) return `${at}: a name has more than ${MAX_NAME} characters`;
  return FORBIDDEN_KEYS.has(key)
    ? `${at}: the name "${key}" is not allowed`
    : textProblem(key, `${at} (name)`);
}
