import { receiveForm, showForm } from "#lib/forms/serve-page.ts";

export const dynamic = "force-dynamic";

type Route = { params: Promise<{ token: string }> };

/** The public page of a form. Nobody is signed in there. */
export async function GET(request: Request, { params }: Route): Promise<Response> {
  return showForm(request, (await params).token);
}

export async function POST(request: Request, { params }: Route): Promise<Response> {
  return receiveForm(request, (await params).token);
}
