/** How a lead can be reached. */
export type Contact = { email: string | null; phone: string | null };
export type ContactLinks = {
  call: string | null;
  sms: string | null;
  whatsapp: string | null;
  mail: string | null;
};

/** Numbers of fewer digits are extensions or typing errors. */
const FEWEST_DIGITS = 6;
const MOST_DIGITS = 15;

/**
 * Links that open a phone, a messenger or a mail program. What a visitor typed never reaches them as it is: of a number only
 * its digits and its plus, of an address an encoded part without header fields. WhatsApp wants the country's code (E.164).
 */
export function contactLinks({ email, phone }: Contact): ContactLinks {
  const digits = (phone ?? "").replace(/\D/g, "");
  const dialled = digits.length >= FEWEST_DIGITS && digits.length <= MOST_DIGITS;
  const isInternational = /^\s*(\+|00)/.test(phone ?? "");
  const number = isInternational && !(phone ?? "").trim().startsWith("00") ? `+${digits}` : digits;
  return {
    call: dialled ? `tel:${number}` : null,
    sms: dialled ? `sms:${number}` : null,
    whatsapp: dialled && isInternational ? `https://wa.me/${digits.replace(/^00/, "")}` : null,
    mail: email !== null && /^[^\s@]+@[^\s@]+$/.test(email) ? `mailto:${encodeAddress(email)}` : null,
  };
}

/** An address in a mailto link keeps its @; everything that could begin a header field is encoded (RFC 6068). */
const encodeAddress = (email: string) => encodeURIComponent(email).replaceAll("%40", "@");

const PHONES = ["phone", "phone_number", "mobile"] as const;

/** The contact of a lead, by its attributes. */
export function contactOf(lead: { email: string | null; attributes: Record<string, unknown> }): Contact {
  const phone = PHONES.map((key) => lead.attributes[key]).find((value) => typeof value === "string");
  return { email: lead.email, phone: typeof phone === "string" ? phone : null };
}
