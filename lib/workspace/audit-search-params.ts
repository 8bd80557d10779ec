import { parseAsInteger, parseAsString } from "nuqs/server";

/** Filters of the audit log in the URL, read alike by server and browser. */
export const auditSearchParams = { member: parseAsInteger, feature: parseAsString };
