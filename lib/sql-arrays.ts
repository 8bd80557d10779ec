/** An array parameter of whole numbers as PostgreSQL reads it: node-postgres would quote and escape each. */
export const bigints = (numbers: readonly (number | null)[]): string =>
  `{${numbers.map((number) => number ?? "null").join(",")}}`;
