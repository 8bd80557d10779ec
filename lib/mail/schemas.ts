import { z } from "zod";
import { iso } from "../leads/schemas.ts";

export const mailStates = ["queued", "sending", "sent", "held", "failed", "cancelled"] as const;
const int = z.number().int();
const mailRow = {
  id: int,
  kind: z.string(),
  to: z.string(),
  subject: z.string(),
  state: z.enum(mailStates),
  attempts: int,
  error: z.string().nullable(),
  created_at: iso,
  sent_at: iso.nullable(),
  lead_id: int.nullable(),
};
export const mailSchema = z.object(mailRow);
export type OutboxMail = z.infer<typeof mailSchema>;
export const mailListSchema = z.object({
  items: z.array(mailSchema),
  next_cursor: z.string().nullable(),
  sends: z.boolean().meta({ description: "Whether there is an SMTP server: without one nothing is sent" }),
});
export const mailQuery = z.object({
  state: z.enum(mailStates).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
});
export const oneMailSchema = z.object({ ...mailRow, html: z.string(), text: z.string() });
export const mailSettingsSchema = z.strictObject({
  weekly_cap: int.min(1).max(50).meta({ description: "Mails of all programmes to one lead in seven days" }),
  needs_consent: z.boolean().meta({
    description: "False: leads that never said anything are written to as well; a no is always a no",
  }),
});
export type MailSettings = z.infer<typeof mailSettingsSchema>;
