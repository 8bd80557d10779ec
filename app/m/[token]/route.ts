import { followLink, postLink } from "#lib/mail/follow-link.ts";

export const dynamic = "force-dynamic";

type Route = { params: Promise<{ token: string }> };

/** What a link of a mail leads to: the pixel, a redirect to a stored address, or the page to unsubscribe on. */
export async function GET(request: Request, route: Route): Promise<Response> {
  return followLink(request, (await route.params).token);
}

/** One-click unsubscribe (RFC 8058), and the button of that page. */
export async function POST(request: Request, route: Route): Promise<Response> {
  return postLink(request, (await route.params).token);
}

/** Scanners that only look at what a link is: nothing is recorded. */
export function HEAD(): Response {
  return new Response(null, { headers: { "cache-control": "no-store" } });
}
