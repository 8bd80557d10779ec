import { inWorkspace, type Tx } from "#db/client.ts";
import { actingMemberId, authorize, type Context } from "../context.ts";
import { type Proportion, wilson } from "../statistics/wilson.ts";

const DAYS = 30;
/** Rows that a figure is read from, the newest ones. */
const MOST = 5_000;

/** `met` of `n`; null where n is 0. */
export type Share = { n: number; met: number; rate: Proportion | null };
export type Numbers = {
  days: number;
  /** Hand-overs made in these days that sales has decided on, and accepted. */
  accepted: Share;
  /** Why sales rejected the others, most frequent first. */
  rejected: { reason: string; n: number }[];
  /** Hand-overs with a clock that were answered in these days, and in time: everybody's and the reader's own. */
  answered: Share;
  answeredByMe: Share;
  /** Leads that became these in these days: all, and those recorded by the reader. */
  opportunities: number;
  customers: number;
  myOpportunities: number;
  myCustomers: number;
};

/** How the last thirty days went, for the home page. Every figure is read off an index and from a bounded number of rows. */
export async function getNumbers(ctx: Context, now: Date = new Date()): Promise<Numbers> {
  authorize(ctx, "queue:read");
  const { workspaceId } = ctx;
  const since = new Date(now.getTime() - DAYS * 86_400_000);
  const me = actingMemberId(ctx);
  return inWorkspace(
    workspaceId,
    async (tx) => ({
      days: DAYS,
      ...(await readDecisions(tx, workspaceId, since)),
      ...(await readAnswers(tx, workspaceId, since, me)),
      ...(await readOutcomes(tx, workspaceId, since, me)),
    }),
    { readOnly: true },
  );
}

const share = (n: number, met: number): Share => ({ n, met, rate: wilson(met, n) });

async function readDecisions(
  tx: Tx,
  workspaceId: number,
  since: Date,
): Promise<Pick<Numbers, "accepted" | "rejected">> {
  const found = await tx.$client.query<{ state: string; reason: string | null; n: number }>(
    `select state, case when state = 'rejected' then reason end as reason, count(*)::int as n
     from (select state, reason from handovers where workspace_id = $1 and state in ('accepted', 'rejected')
       and sheet_id is not null and at >= $2 limit ${MOST}) decided group by 1, 2 order by n desc, 2`,
    [workspaceId, since],
  );
  const sum = (rows: readonly { n: number }[]) => rows.reduce((total, { n }) => total + n, 0);
  const accepted = found.rows.filter(({ state }) => state === "accepted");
  const rejected = found.rows.filter(({ state }) => state === "rejected");
  return {
    accepted: share(sum(found.rows), sum(accepted)),
    rejected: rejected.map(({ reason, n }) => ({ reason: reason ?? "other", n })),
  };
}

async function readAnswers(
  tx: Tx,
  workspaceId: number,
  since: Date,
  me: number | null,
): Promise<Pick<Numbers, "answered" | "answeredByMe">> {
  const found = await tx.$client.query<{ n: number; met: number; mine: number; myMet: number }>(
    `select count(*)::int as n, (count(*) filter (where answered <= due))::int as met,
       (count(*) filter (where owner = $3))::int as mine,
       (count(*) filter (where owner = $3 and answered <= due))::int as "myMet"
     from (select first_response_at as answered, sla_due_at as due, owner_id as owner from handovers
       where workspace_id = $1 and first_response_at > $2 and sla_due_at is not null and sheet_id is not null
       order by first_response_at desc limit ${MOST}) newest`,
    [workspaceId, since, me],
  );
  const { n = 0, met = 0, mine = 0, myMet = 0 } = found.rows[0] ?? {};
  return { answered: share(n, met), answeredByMe: share(mine, myMet) };
}

async function readOutcomes(
  tx: Tx,
  workspaceId: number,
  since: Date,
  me: number | null,
): Promise<Pick<Numbers, "opportunities" | "customers" | "myOpportunities" | "myCustomers">> {
  const found = await tx.$client.query<{ stage: string; n: number; mine: number }>(
    `select stage, count(distinct lead_id)::int as n, (count(distinct lead_id) filter (where member_id = $3))::int as mine
     from (select stage, lead_id, member_id from stage_history where workspace_id = $1
       and stage in ('opportunity', 'customer') and at >= $2 limit ${MOST}) recorded group by stage`,
    [workspaceId, since, me],
  );
  const of = (stage: string) => found.rows.find((row) => row.stage === stage);
  return {
    opportunities: of("opportunity")?.n ?? 0,
    customers: of("customer")?.n ?? 0,
    myOpportunities: of("opportunity")?.mine ?? 0,
    myCustomers: of("customer")?.mine ?? 0,
  };
}
