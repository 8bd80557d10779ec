/** Characters that a template may have. */
export const MOST_SUBJECT_TEMPLATE = 300;
export const MOST_BODY_TEMPLATE = 20_000;
