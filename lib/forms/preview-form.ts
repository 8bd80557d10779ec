import { inWorkspace } from "#db/client.ts";
import { authorize, type Context } from "../context.ts";
import type { OperationInput } from "../http/operation.ts";
import { loadForm } from "./internal.ts";
import type { previewFormOperation } from "./operations.ts";
import { formPage } from "./page-html.ts";
import { pageWords } from "./page-words.ts";

/** The public page with content that may not be saved; what is sent from it is taken by nobody. @throws AppError `not_found`. */
export async function previewForm(
  ctx: Context,
  { key, content, locale }: OperationInput<typeof previewFormOperation>,
): Promise<{ html: string }> {
  authorize(ctx, "forms:read");
  const { workspaceId } = ctx;
  const workspace = await inWorkspace(
    workspaceId,
    async (tx) => {
      await loadForm(tx, workspaceId, key);
      const found = await tx.$client.query<{ name: string }>("select name from workspaces where id = $1", [
        workspaceId,
      ]);
      return found.rows[0]?.name ?? "";
    },
    { readOnly: true },
  );
  const html = formPage({
    content,
    locale,
    t: await pageWords(locale),
    token: "",
    workspace,
    mark: "",
    known: false,
    otherLocales: [],
    sent: new URLSearchParams(),
    problems: {},
    notice: null,
    theme: "auto",
    embed: false,
    carried: {},
  });
  return { html };
}
