import { expect, it } from "vitest";
import { contactLinks } from "./contact-links.ts";

const links = (email: string | null, phone: string | null) => contactLinks({ email, phone });

it("calls, writes and messages whoever left an international number and an address", () => {
  expect(links("ana+x@example.com", "+34 600 000-001")).toEqual({
    call: "tel:+34600000001",
    sms: "sms:+34600000001",
    whatsapp: "https://wa.me/34600000001",
    mail: "mailto:ana%2Bx@example.com",
  });
  expect(links(null, "0034 600 000 001").whatsapp).toBe("https://wa.me/34600000001");
  expect(links(null, "600 000 001")).toMatchObject({ call: "tel:600000001", whatsapp: null });
});

it("lets nothing of what a visitor typed through but digits and an encoded address", () => {
  expect(links(null, "javascript:alert(600000001)").call).toBe("tel:600000001");
  expect(links("a@b.example?bcc=evil@example.com", null).mail).toBeNull();
  expect(links("a%0Abcc@b.example?cc=x", null).mail).toBe("mailto:a%250Abcc@b.example%3Fcc%3Dx");
  expect(links("a b@example.com", "12")).toEqual({ call: null, sms: null, whatsapp: null, mail: null });
});
