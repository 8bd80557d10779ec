import { createTranslator, type Messages, type NamespaceKeys, type NestedKeyOf } from "next-intl";
import { defaultLocale, isLocale } from "./locale.ts";
import { loadMessages } from "./messages.ts";

/** Words for what leaves the product from jobs, where there is no request: mails and messages. */
export async function translator<N extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(
  locale: string | null,
  namespace: N,
) {
  const known = isLocale(locale) ? locale : defaultLocale;
  return createTranslator<Messages, N>({ locale: known, messages: await loadMessages(known), namespace });
}
