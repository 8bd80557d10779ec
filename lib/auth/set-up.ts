import { enterWorkspace, outsideWorkspaces } from "#db/client.ts";
import { members, users, workspaces } from "#db/schema/index.ts";
import { audit } from "../audit.ts";
import { conflict } from "../errors.ts";
import { parseInput } from "../http/parse.ts";
import { hasUsers } from "./has-users.ts";
import { hashPassword } from "./password.ts";
import { type SetUpInput, setUpSchema } from "./schemas.ts";
import type { SessionClaims } from "./session-token.ts";

/** Any constant will do, as long as nothing else locks it. */
const SET_UP_LOCK = 7_246_001;

const tooLate = () =>
  conflict("Hotsheet is set up already: sign in, or ask an administrator for an invitation");

/**
 * Makes the first workspace and its administrator. Works once: never where any user exists.
 * @throws AppError `conflict` for everybody but the first; `invalid`.
 */
export async function setUp(given: SetUpInput): Promise<SessionClaims> {
  const input = parseInput(setUpSchema, given);
  if (await hasUsers()) throw tooLate();
  const passwordHash = await hashPassword(input.password);
  return outsideWorkspaces(async (tx) => {
    await tx.$client.query("select pg_advisory_xact_lock($1)", [SET_UP_LOCK]);
    const existing = await tx.select({ id: users.id }).from(users).limit(1);
    if (existing.length > 0) throw tooLate();
    const [user] = await tx
      .insert(users)
      .values({
        email: input.email,
        name: input.name,
        passwordHash,
      })
      .returning({ id: users.id, sessionVersion: users.sessionVersion });
    const [workspace] = await tx
      .insert(workspaces)
      .values({ name: input.workspace, locale: input.locale, timeZone: input.time_zone })
      .returning({ id: workspaces.id });
    if (!user || !workspace) throw new Error("an insert returned no row");
    await enterWorkspace(tx, workspace.id);
    const [member] = await tx
      .insert(members)
      .values({ workspaceId: workspace.id, userId: user.id, role: "admin" })
      .returning({ id: members.id });
    if (!member) throw new Error("an insert returned no row");
    await audit(
      tx,
      {
        workspaceId: workspace.id,
        actor: {
          kind: "member",
          memberId: member.id,
          userId: user.id,
          role: "admin",
          side: null,
          via: "session",
        },
        requestId: crypto.randomUUID(),
      },
      "workspace.set_up",
      `workspace:${workspace.id}`,
    );
    return { userId: user.id, sessionVersion: user.sessionVersion };
  });
}
