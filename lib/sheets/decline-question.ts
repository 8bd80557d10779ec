import { and, eq } from "drizzle-orm";
import { inWorkspace, type Tx } from "#db/client.ts";
import { readinessDecisions } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError, invalid, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { unstorable } from "../storable.ts";
import type { declineQuestionOperation, reopenQuestionOperation } from "./agreement-operations.ts";
import type { Answer, Question } from "./agreement-schemas.ts";
import { readinessOf } from "./get-readiness.ts";
import { loadSheet, type SheetRow } from "./internal.ts";

async function answerTo(tx: Tx, workspaceId: number, sheet: SheetRow, question: Question): Promise<Answer> {
  const { answers } = await readinessOf(tx, workspaceId, sheet);
  const answer = answers.find((one) => one.question === question);
  if (!answer) throw notFound("Question");
  return answer;
}

const deciding = (workspaceId: number, sheetId: number, question: Question) =>
  and(
    eq(readinessDecisions.workspaceId, workspaceId),
    eq(readinessDecisions.sheetId, sheetId),
    eq(readinessDecisions.question, question),
  );

/** Records that the team does without what a question asks for, and why. @throws AppError `not_found`, `invalid`. */
export async function declineQuestion(
  ctx: Context,
  input: OperationInput<typeof declineQuestionOperation>,
): Promise<Answer> {
  authorize(ctx, "sheets:write");
  const memberId = actingMemberId(ctx);
  if (memberId === null) throw new AppError("forbidden", "Only members decide");
  const { question, reason } = input;
  const unfit = unstorable(reason, "reason");
  if (unfit) throw invalid([{ path: "reason", message: unfit }]);
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    await tx.delete(readinessDecisions).where(deciding(workspaceId, sheet.id, question));
    await tx
      .insert(readinessDecisions)
      .values({ workspaceId, sheetId: sheet.id, question, reason, memberId });
    await audit(tx, ctx, "sheets.decline_question", `sheet:${sheet.key}`, { question, reason });
    return answerTo(tx, workspaceId, sheet, question);
  });
}

/** Takes the decision back. @throws AppError `not_found`. */
export async function reopenQuestion(
  ctx: Context,
  input: OperationInput<typeof reopenQuestionOperation>,
): Promise<Answer> {
  authorize(ctx, "sheets:write");
  const { workspaceId } = ctx;
  const { question } = input;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    await tx.delete(readinessDecisions).where(deciding(workspaceId, sheet.id, question));
    await audit(tx, ctx, "sheets.reopen_question", `sheet:${sheet.key}`, { question });
    return answerTo(tx, workspaceId, sheet, question);
  });
}
