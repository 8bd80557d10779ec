import type { PatternKind } from "#db/schema/traffic.ts";

export const PATTERN_KINDS = ["contains", "starts", "ends", "glob"] as const satisfies PatternKind[];

const escaped = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/**
 * A pattern as PostgreSQL's LIKE reads it, for agents in lower case. In a glob `*` stands for anything and `?` for one
 * character, and the whole agent has to match; everything else, and everything in other kinds, stands for itself.
 */
export function likePattern(kind: PatternKind, text: string): string {
  const folded = text.toLowerCase();
  switch (kind) {
    case "contains":
      return `%${escaped(folded)}%`;
    case "starts":
      return `${escaped(folded)}%`;
    case "ends":
      return `%${escaped(folded)}`;
    case "glob":
      return escaped(folded).replaceAll("?", "_").replace(/\*+/g, "%");
  }
}
