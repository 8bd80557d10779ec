/** An address as one recipient of one mail: no name, list, quote, route or control character. The domain has a dot. */
const ADDRESS =
  /^[^\s\p{C}@<>(),;:"'`[\]\\]{1,64}@(?=.{3,190}$)[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?)+$/u;
/** The same without a dot in the domain: for a sender on a network of one's own. */
const SENDER = /^[^\s\p{C}@<>(),;:"'`[\]\\]{1,64}@[\p{L}\p{N}.-]{1,190}$/u;
const NAMED = /^([^<>\p{C}"]{0,100})<([^<>]+)>$/u;
const APOSTROPHE = /(?<=[\p{L}\p{N}])'(?=[\p{L}\p{N}])/gu;

/** Whether a mail can be sent to this and to nobody else. Pure. */
export function isAddress(value: string): boolean {
  return value.length <= 254 && ADDRESS.test(value.replace(APOSTROPHE, ""));
}

export type Sender = { name: string; address: string };

/** `MAIL_FROM` as it is read: "Name <address>" or an address alone; null where it is neither. Pure. */
export function readSender(value: string): Sender | null {
  const named = NAMED.exec(value.trim());
  const address = (named?.[2] ?? value).trim();
  return SENDER.test(address) ? { name: named?.[1]?.trim() ?? "", address } : null;
}

/** A header's text on one line: what breaks lines or is not printed becomes a space. Pure. */
export function oneLine(value: string): string {
  return value
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
}
