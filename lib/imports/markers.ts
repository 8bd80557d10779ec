/** A marker of missing values, or a word for a stage, in the form in which such words are compared. */
export const markerOf = (text: string): string => text.trim().toLowerCase();
