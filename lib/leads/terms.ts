const MAX_TERMS = 12;

/** Lower case without accents, as terms are stored and searched. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The words a lead can be found by: parts of its name, e-mail address, user id and company. */
export function termsOf(lead: { texts: (string | null | undefined)[] }): string[] {
  const terms = new Set<string>();
  for (const text of lead.texts) {
    if (!text) continue;
    const folded = fold(text).slice(0, 200);
    // Whole as well, or "o'brien" and "anna@firm" would find nobody.
    for (const whole of folded.split(/\s+/)) if (whole) terms.add(whole.slice(0, 100));
    for (const word of folded.split(/[^\p{L}\p{N}]+/u)) if (word) terms.add(word.slice(0, 100));
  }
  return [...terms].slice(0, MAX_TERMS);
}

/** The words of a search; all of them must begin some term of the lead. */
export function searchWords(query: string): string[] {
  return fold(query).trim().split(/\s+/).filter(Boolean).slice(0, 5);
}
