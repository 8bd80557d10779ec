import { notFound } from "next/navigation";
import { requireSession } from "#lib/auth/session.ts";

/** Any other path: the not-found page, inside the app with its navigation. */
export default async function UnknownPage() {
  await requireSession();
  notFound();
}
