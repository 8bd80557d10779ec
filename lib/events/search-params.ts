import { parseAsString } from "nuqs/server";

/** The event catalogue in the URL; `name` is the event whose properties are open. */
export const catalogueParsers = { q: parseAsString.withDefault(""), name: parseAsString };
