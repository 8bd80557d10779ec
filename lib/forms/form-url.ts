import { installationOrigin } from "../auth/public-origin.ts";
import { paths } from "../paths.ts";
import { personMark } from "./page-token.ts";

/** The public address of a form. */
export const formUrl = (token: string): string => `${installationOrigin()}${paths.publicForm(token)}`;

/** Its address for one lead: what is answered there is that lead's. */
export const personalUrl = (token: string, leadId: number): string =>
  `${formUrl(token)}?for=${personMark(token, leadId)}`;
