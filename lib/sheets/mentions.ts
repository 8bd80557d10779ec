type Mentionable = { id: number; name: string; email: string };

/**
 * Ids of the members whom a text names by `@` and their name or e-mail address, in any case. Where one name begins
 * another, the longer one counts. Pure.
 */
export function mentioned(body: string, people: readonly Mentionable[]): number[] {
  const text = body.toLowerCase();
  const names = people
    .flatMap(({ id, name, email }) => [name, email].map((word) => ({ id, word: word.trim().toLowerCase() })))
    .filter(({ word }) => word !== "")
    .sort((a, b) => b.word.length - a.word.length);
  const found = new Set<number>();
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const rest = text.slice(at + 1);
    const match = names.find(
      ({ word }) => rest.startsWith(word) && !/^[\p{L}\p{N}]/u.test(rest.slice(word.length)),
    );
    if (match) for (const { id } of names.filter(({ word }) => word === match.word)) found.add(id);
  }
  return [...found];
}
