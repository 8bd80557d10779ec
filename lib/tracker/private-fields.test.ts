import { expect, test } from "vitest";
import { holdsCardNumber, isPrivate, traitOf } from "./private-fields.ts";

const field = (about: Partial<Parameters<typeof isPrivate>[0]>) => ({
  type: "text",
  name: "",
  id: "",
  autocomplete: "",
  value: "",
  ...about,
});

test.each([
  { type: "password" },
  { type: "hidden", name: "csrf" },
  { type: "file" },
  { autocomplete: "cc-number" },
  { autocomplete: "section-pay billing cc-csc" },
  { autocomplete: "new-password" },
  { autocomplete: "one-time-code" },
  { name: "cardNumber" },
  { id: "tarjeta" },
  { name: "user_iban" },
  { name: "note", value: "4111 1111 1111 1111" },
  { name: "note", value: "3782 822463 10005" },
  { name: "note", value: "my card is 4111-1111-1111-1111, 12/29" },
])("a field such as %o is private", (about) => expect(isPrivate(field(about))).toBe(true));

test.each([
  { type: "email", name: "email", value: "ana@example.com" },
  { name: "company", value: "Talleres Norte" },
  { type: "tel", value: "+34 600 000 001" },
  { type: "tel", value: "+52 1 55 1234 5678" },
])("a field such as %o is not", (about) => expect(isPrivate(field(about))).toBe(false));

test("a card number is found with its expiry date run on to it", () => {
  expect(holdsCardNumber("4111111111111111 1229")).toBe(true);
});

test.each([
  [{ type: "email", name: "x" }, "email"],
  [{ name: "correo" }, "email"],
  [{ autocomplete: "shipping given-name", name: "a" }, "first_name"],
  [{ name: "apellidos" }, "last_name"],
  [{ name: "company_name" }, "company"],
  [{ name: "job_title" }, "title"],
  [{ name: "your-name" }, "name"],
  [{ id: "nombre" }, "name"],
  [{ autocomplete: "tel-national" }, "phone"],
  [{ name: "username" }, undefined],
  [{ name: "message" }, undefined],
])("%o is about %s", (about, trait) => expect(traitOf(field(about))).toBe(trait));
