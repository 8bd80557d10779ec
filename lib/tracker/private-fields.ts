type Field = {
  type: string;
  name: string;
  id: string;
  autocomplete: string;
  value: string;
};

const NEVER_TYPES = /^(password|hidden|file|submit|button|reset|image)$/;
const NEVER_AUTOCOMPLETE = /\bcc-|password|one-time-code|transaction-/;
const NEVER_NAMES = /pass|pwd|card|tarjeta|cvc|cvv|iban|ssn|secret|token|otp|\bpin\b|\b(dni|nif|nie)\b/i;

/** Runs of 16 digits and more, and of 13 to 15 that pass Luhn's check and begin with no "+", as telephones do. */
export const holdsCardNumber = (value: string): boolean =>
  (value.match(/\+?\d(?:[ -]?\d){12,}/g) ?? []).some((run) => {
    const digits = run.replace(/\D/g, "");
    return digits.length > 15 || (run[0] !== "+" && luhn(digits));
  });

function luhn(digits: string): boolean {
  let sum = 0;
  for (let n = 0; n < digits.length; n++) {
    const digit = Number(digits[digits.length - 1 - n]) * (n % 2 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

/** Fields whose content is never looked at any further: passwords, cards, secrets, and what is not typed by people. */
export const isPrivate = ({ type, name, id, autocomplete, value }: Field): boolean =>
  NEVER_TYPES.test(type) ||
  NEVER_AUTOCOMPLETE.test(autocomplete) ||
  NEVER_NAMES.test(`${name} ${id}`) ||
  holdsCardNumber(value);

/** What a contact field is about, by its type and autocomplete token, else by its name; the first that fits. */
const TRAITS: [trait: string, autocomplete: RegExp, name: RegExp][] = [
  ["email", /^email$/, /e-?mail|correo/i],
  ["first_name", /^given-name$/, /first|given/i],
  ["last_name", /^family-name$/, /last|surname|family|apellido/i],
  ["company", /^organization$/, /company|organi[sz]ation|empresa/i],
  ["title", /^organization-title$/, /job|cargo|puesto/i],
  ["phone", /^tel/, /phone|tel[eé]f|m[oó]vil|mobile/i],
  ["country", /^country/, /country|pa[ií]s/i],
  ["name", /^name$/, /^(your|full)?[-_ ]?name$|nombre/i],
];

export function traitOf({ type, name, id, autocomplete }: Omit<Field, "value">): string | undefined {
  if (type === "email") return "email";
  const token = autocomplete.split(" ").at(-1) ?? "";
  return (TRAITS.find(([, tokens]) => tokens.test(token)) ??
    TRAITS.find(([, , names]) => names.test(name || id)))?.[0];
}
