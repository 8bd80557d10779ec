/** The user name of Basic authentication, which is where the SDKs put the write key. */
function basicUser(header: string | null): string | null {
  const encoded = /^basic\s+([A-Za-z0-9+/=_-]+)$/i.exec(header ?? "")?.[1];
  if (!encoded) return null;
  const text = Buffer.from(encoded, "base64").toString("utf8");
  return text.slice(0, text.includes(":") ? text.indexOf(":") : undefined) || null;
}

/** The write key that a request names before its body is read: by Basic authentication, or in its URL as beacons do. */
export function namedWriteKey(request: Request): string | null {
  return (
    basicUser(request.headers.get("authorization")) ||
    new URL(request.url).searchParams.get("writeKey") ||
    null
  );
}
