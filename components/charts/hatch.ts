/** The look of what is not final yet: told apart by its lines, not by colour. */
export const hatched = {
  backgroundImage: "repeating-linear-gradient(135deg, var(--accent) 0 2px, transparent 2px 6px)",
} as const;
