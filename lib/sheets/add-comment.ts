import { inWorkspace } from "#db/client.ts";
import { sheetComments } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { AppError, invalid, notFound } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { unstorable } from "../storable.ts";
import type { addCommentOperation } from "./agreement-operations.ts";
import type { Comment } from "./agreement-schemas.ts";
import { announceSheet } from "./announce-sheet.ts";
import { loadComments } from "./comments.ts";
import { loadContent, loadSheet, loadVersions } from "./internal.ts";
import { mentioned } from "./mentions.ts";
import { loadPeople, tellAbout } from "./people.ts";

/**
 * Says something about the newest version of a sheet, about one of its rules, or in answer to a comment; members who
 * are named by `@` are told, and those who spoke in the thread.
 * @throws AppError `not_found` for the sheet or the comment answered; `invalid` for a rule there is not.
 */
export async function addComment(
  ctx: Context,
  input: OperationInput<typeof addCommentOperation>,
): Promise<Comment> {
  authorize(ctx, "sheets:write");
  const memberId = actingMemberId(ctx);
  if (memberId === null) throw new AppError("forbidden", "Only members comment");
  const unfit = unstorable(input.body, "body");
  if (unfit) throw invalid([{ path: "body", message: unfit }]);
  const { workspaceId } = ctx;
  return inWorkspace(workspaceId, async (tx) => {
    const sheet = await loadSheet(tx, workspaceId, input.key, true);
    const [newest] = await loadVersions(tx, workspaceId, [sheet.id]);
    if (!newest) throw notFound("Version");
    const thread = await loadComments(tx, workspaceId, sheet.id);
    const answered = input.parent ? thread.find(({ id }) => id === input.parent) : undefined;
    if (input.parent && !answered) throw notFound("Comment");
    const parentId = answered ? (answered.parent ?? answered.id) : null;
    const itemKey = answered ? answered.item : (input.item ?? null);
    if (!answered && itemKey !== null) {
      const { rules } = await loadContent(tx, workspaceId, newest.id);
      if (!rules.some(({ key }) => key === itemKey)) {
        throw invalid([
          { path: "item", message: `The sheet has no rule “${itemKey}”`, code: "unknown_rule" },
        ]);
      }
    }
    const place = { workspaceId, sheetId: sheet.id, versionId: newest.id, itemKey, parentId };
    const [made] = await tx
      .insert(sheetComments)
      .values({ ...place, memberId, body: input.body })
      .returning({ id: sheetComments.id });
    if (!made) throw new Error("the comment was not written");
    await announceSheet(tx, ctx, sheet.key, newest.revision);
    const people = await loadPeople(tx, workspaceId);
    const named = mentioned(input.body, people);
    const payload = { version: newest.number, comment: made.id, text: input.body.slice(0, 200) };
    await tellAbout(tx, ctx, sheet, people, named, { kind: "mention", payload });
    const spoke = thread
      .filter(({ id, parent }) => parentId !== null && (id === parentId || parent === parentId))
      .map(({ member }) => member.id)
      .filter((id) => !named.includes(id) && people.some((person) => person.id === id));
    await tellAbout(tx, ctx, sheet, people, spoke, { kind: "reply", payload });
    await audit(tx, ctx, "sheets.comment", `sheet:${sheet.key}`, {
      comment: made.id,
      version: newest.number,
      item: itemKey,
      parent: parentId,
    });
    const [comment] = await loadComments(tx, workspaceId, sheet.id, made.id);
    if (!comment) throw notFound("Comment");
    return comment;
  });
}
