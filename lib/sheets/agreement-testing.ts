import { createMember, createWorkspace } from "#db/testing/factories.ts";
import { listNotifications } from "../notifications/list-notifications.ts";
import { putSegment } from "../segments/put-segment.ts";
import { approveSheet } from "./approve-sheet.ts";
import { getSheet } from "./get-sheet.ts";
import { saveDraft } from "./save-draft.ts";
import { sheetContent } from "./testing.ts";

export const key = "cars";
const content = sheetContent();

/** A workspace with a draft, somebody on each side, and a manager. */
export async function setUp() {
  const workspaceId = await createWorkspace();
  const marketer = await createMember(workspaceId, "marketer");
  const sales = await createMember(workspaceId, "sales");
  const manager = await createMember(workspaceId, "manager");
  await putSegment(marketer.ctx, { key: "all", name: "Everyone", when: { all: [] } });
  const save = (what: object = content) => saveDraft(marketer.ctx, { key, segment: "all", content: what });
  const { hash } = await save();
  const newest = async () => {
    const [version] = (await getSheet(marketer.ctx, { key })).versions;
    if (!version) throw new Error("the sheet has no version");
    return version;
  };
  const activate = async (options: { silent?: boolean; activate_at?: string; note?: string } = {}) => {
    await approveSheet(marketer.ctx, { key, hash });
    return approveSheet(sales.ctx, { key, hash, ...options });
  };
  return { workspaceId, marketer, sales, manager, save, hash, newest, activate };
}

/** Kinds of what a member was told, newest first. */
export const inbox = async (ctx: Parameters<typeof listNotifications>[0]) =>
  (await listNotifications(ctx)).notifications.map(({ kind }) => kind);
