import type messages from "#messages/en.json";
import type { Locale } from "./locale.ts";

// English is the reference: a key that is not in messages/en.json is a type error.
declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof messages;
  }
}
