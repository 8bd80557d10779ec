import { notFound } from "next/navigation";
import { pageContext } from "../auth/session.ts";
import type { Context } from "../context.ts";
import { AppError } from "../errors.ts";

/** What a page of one sheet shows, or Next's 404 where there is no such sheet. */
export async function loadSheetPage<T>(
  params: Promise<{ key: string }>,
  verb: (ctx: Context, input: { key: string }) => Promise<T>,
): Promise<{ ctx: Context; loaded: T }> {
  const ctx = await pageContext("sheets:read");
  const key = decodeURIComponent((await params).key);
  try {
    return { ctx, loaded: await verb(ctx, { key }) };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
