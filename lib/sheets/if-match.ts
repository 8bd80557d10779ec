/**
 * The revision that `If-Match` asks for: undefined where the header is missing or `*`, else a number
 * (quotes and a weak mark are optional); -1, which no version has, where it is none.
 */
export function ifMatch(request: Request): number | undefined {
  const header = request.headers.get("if-match")?.trim();
  if (header === undefined || header === "" || header === "*") return undefined;
  const found = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header);
  return found ? Number(found[1]) : -1;
}
