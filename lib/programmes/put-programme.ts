import { and, eq } from "drizzle-orm";
import { inWorkspace } from "#db/client.ts";
import { programmes } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { AppError, type Issue, invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { templateProblem } from "../mail/template.ts";
import { unstorable } from "../storable.ts";
import { findProgramme } from "./internal.ts";
import type { Programme } from "./operation-schemas.ts";
import type { putProgrammeOperation } from "./operations.ts";
import { type ProgrammeContent, wordsOf } from "./schemas.ts";
import { viewProgramme } from "./view.ts";

/**
 * Creates a programme as a draft, or changes one; leads in it go on with its steps as they are now.
 * @throws AppError `invalid` with every reason at once, `stale_revision` where somebody changed it meanwhile.
 */
export async function putProgramme(
  ctx: Context,
  { key, name, content, revision }: OperationInput<typeof putProgrammeOperation>,
): Promise<Programme> {
  authorize(ctx, "programmes:write");
  const { workspaceId } = ctx;
  const unfit = unstorable(name, "name");
  const issues = [...(unfit ? [{ path: "name", message: unfit }] : []), ...templateIssues(content)];
  return inWorkspace(workspaceId, async (tx) => {
    const known = await findProgramme(tx, workspaceId, key, true);
    if (known && revision !== undefined && known.revision !== revision)
      throw new AppError("stale_revision", "The programme has changed since you read it");
    if (known && known.state !== "draft") issues.push(...missingWords(content));
    if (issues.length > 0) throw invalid(issues);
    if (known)
      await tx
        .update(programmes)
        .set({ name, content, revision: known.revision + 1, updatedAt: new Date() })
        .where(and(eq(programmes.workspaceId, workspaceId), eq(programmes.id, known.id)));
    else await tx.insert(programmes).values({ workspaceId, key, name, content });
    await audit(tx, ctx, known ? "programmes.update" : "programmes.create", `programme:${key}`, {
      name,
      steps: content.steps.length,
    });
    return viewProgramme(tx, workspaceId, key);
  });
}

function templateIssues({ steps }: ProgrammeContent): Issue[] {
  return steps.flatMap((step, n) =>
    (["subject", "body"] as const).flatMap((part) =>
      (["en", "es"] as const).flatMap((locale) => {
        const message = templateProblem(step[part][locale]);
        const path = `content.steps.${n}.${part}.${locale}`;
        return message ? [{ path, message, code: "template" }] : [];
      }),
    ),
  );
}

/** What runs has something to send at every step, in one language at least. */
export function missingWords({ steps }: ProgrammeContent): Issue[] {
  if (steps.length === 0) return [{ path: "content.steps", message: "There is no step", code: "no_steps" }];
  return steps.flatMap((step, n) =>
    wordsOf(step, "en") === null
      ? [{ path: `content.steps.${n}`, message: "Subject or text is missing", code: "no_words" }]
      : [],
  );
}
