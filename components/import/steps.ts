/** Steps between upload and result, as the address names them. */
export const STEPS = ["columns", "values", "preview"] as const;
export type Step = (typeof STEPS)[number];
