/** What a member can write down of a lead: words, or a contact that took place. */
export const NOTE_KINDS = ["note", "call", "mail", "message"] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];
