import canonicalize from "canonicalize";
import { and, eq } from "drizzle-orm";
import { inWorkspace, type Tx } from "#db/client.ts";
import { segments } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { authorize, type Context } from "../context.ts";
import { type Issue, invalid } from "../errors.ts";
import type { OperationInput } from "../http/operation.ts";
import { rescoreEverybody } from "../scores/rescore-everybody.ts";
import type { Condition } from "../scoring/condition-schema.ts";
import { validateCondition } from "../scoring/validate.ts";
import { unstorable } from "../storable.ts";
import { lockSegments, type SegmentRow, scoredSegments, storeOrder } from "./internal.ts";
import type { putSegmentOperation } from "./operations.ts";
import type { SavedSegment } from "./schemas.ts";

/**
 * Creates or changes a segment and gives it its place. Where that changes who is scored on what, everybody is
 * rescored once the transaction commits.
 * @throws AppError `invalid` with every reason at once.
 */
export async function putSegment(
  ctx: Context,
  input: OperationInput<typeof putSegmentOperation>,
): Promise<SavedSegment> {
  authorize(ctx, "segments:write");
  const { workspaceId } = ctx;
  const { key, name, position } = input;
  const condition = readCondition(input);
  return inWorkspace(workspaceId, async (tx) => {
    const before = await lockSegments(tx, workspaceId);
    const known = before.find((segment) => segment.key === key);
    const id = await store(tx, workspaceId, known, { key, name, condition, position: before.length + 1 });
    const others = before.filter((segment) => segment.id !== id).map((segment) => segment.id);
    const place = Math.min(
      position ?? (known ? before.indexOf(known) + 1 : before.length + 1),
      others.length + 1,
    );
    const order = others.toSpliced(place - 1, 0, id);
    await storeOrder(tx, workspaceId, order);

    const scored = await scoredSegments(tx, workspaceId);
    const ofScored = (ids: readonly number[]) => ids.filter((one) => scored.has(one)).join();
    const meansOther = known !== undefined && canonicalize(known.condition) !== canonicalize(condition);
    const rescoring =
      (meansOther && scored.has(id)) || ofScored(before.map((segment) => segment.id)) !== ofScored(order);
    if (rescoring) await rescoreEverybody(tx, workspaceId, "segment");
    await audit(tx, ctx, known ? "segments.update" : "segments.create", `segment:${key}`, {
      name,
      when: condition,
      position: place,
      ...(known ? { from: { name: known.name, when: known.condition, position: known.position } } : {}),
    });
    return { key, name, when: condition, position: place, rescoring };
  });
}

function readCondition({ name, when }: { name: string; when: unknown }): Condition {
  const checked = validateCondition(when, ["when"]);
  const unfit = [unstorable(name, "name"), checked.ok ? unstorable(checked.condition, "when") : null];
  const issues: Issue[] = [
    ...(checked.ok ? [] : checked.issues),
    ...unfit.flatMap((message, n) => (message ? [{ path: n === 0 ? "name" : "when", message }] : [])),
  ];
  if (!checked.ok || issues.length > 0) throw invalid(issues);
  return checked.condition;
}

async function store(
  tx: Tx,
  workspaceId: number,
  known: SegmentRow | undefined,
  values: Omit<SegmentRow, "id">,
): Promise<number> {
  const { key, name, condition } = values;
  if (known) {
    await tx
      .update(segments)
      .set({ name, condition, updatedAt: new Date() })
      .where(and(eq(segments.workspaceId, workspaceId), eq(segments.id, known.id)));
    return known.id;
  }
  const [made] = await tx
    .insert(segments)
    .values({ workspaceId, key, name, condition, position: values.position })
    .returning({ id: segments.id });
  if (!made) throw new Error("the segment was not stored");
  return made.id;
}
