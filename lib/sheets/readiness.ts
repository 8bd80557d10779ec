import type { Tx } from "#db/client.ts";
import { fieldsOf } from "../scoring/condition.ts";
import { firstPart } from "../scoring/field.ts";
import type { SheetContent } from "../scoring/schema.ts";
import { type Answer, type Owners, QUESTIONS, type Question } from "./agreement-schemas.ts";
import type { Signature, VersionRow } from "./internal.ts";
import type { Person } from "./people.ts";

/** Rules that count: a muted one answers no question. */
const heard = ({ rules }: SheetContent) => rules.filter(({ muted }) => muted !== true);

/** What the answers are taken from: the version that is open, else the active one, and what the workspace has. */
export type Facts = {
  content: SheetContent;
  version: VersionRow;
  signatures: readonly Signature[];
  owners: Owners;
  people: readonly Person[];
  events: ReadonlySet<string>;
  attributes: ReadonlySet<string>;
  leads: boolean;
  outcomes: boolean;
  tokens: number;
};

type Verdict = { done: boolean; detail: Answer["detail"] };

const list = (names: Iterable<string>): string => [...new Set(names)].sort().join(", ");

function attributes({ content, events, attributes: known }: Facts): Verdict {
  const rules = heard(content);
  const wanted = rules.flatMap((rule) => (rule.kind === "behaviour" ? [rule.event] : []));
  const fields = rules.flatMap((rule) =>
    rule.kind === "fit" ? rule.cases.flatMap(({ when }) => fieldsOf(when)) : [],
  );
  const missing = [
    ...wanted.filter((event) => event !== "*" && !events.has(event)),
    ...fields.filter((field) => !known.has(field) && !known.has(firstPart(field))),
  ];
  const detail = { rules: rules.length, missing: list(missing), absent: new Set(missing).size };
  return { done: rules.length > 0 && missing.length === 0, detail };
}

function actions({ content }: Facts): Verdict {
  const group = content.groups.find(({ handover }) => handover);
  return { done: group !== undefined, detail: { group: group?.name ?? "" } };
}

function alerting({ content, people }: Facts): Verdict {
  const sales = people.filter(({ role }) => role === "sales").length;
  return { done: sales > 0 && content.groups.some(({ handover }) => handover), detail: { sales } };
}

function fading({ content }: Facts): Verdict {
  const rules = heard(content).filter(
    (rule) =>
      rule.kind === "inactivity" ||
      (rule.kind === "behaviour" && (rule.window_days !== null || rule.half_life_days !== null)),
  );
  return { done: rules.length > 0, detail: { rules: rules.length } };
}

const VERDICTS: Record<Question, (facts: Facts) => Verdict> = {
  attributes,
  owner: ({ owners }) => ({
    done: owners.marketing !== null && owners.sales !== null,
    detail: { marketing: owners.marketing?.name ?? "", sales: owners.sales?.name ?? "" },
  }),
  groups: ({ content }) => ({ done: content.groups.length > 1, detail: { groups: content.groups.length } }),
  actions,
  validation: ({ leads, version }) => ({ done: leads, detail: { days: version.trialDays } }),
  measuring: ({ outcomes }) => ({ done: outcomes, detail: {} }),
  alerting,
  agreement: ({ signatures, version }) => ({
    done: signatures.length === 2,
    detail: { signed: signatures.length, version: version.number },
  }),
  display: ({ tokens }) => ({ done: tokens > 0, detail: { tokens } }),
  fading,
};

export type Decision = { question: string; reason: string; by: string; at: Date };

/** The ten answers. What is set up counts as done, whatever was decided before. Pure. */
export function answersFrom(facts: Facts, decisions: readonly Decision[]): Answer[] {
  return QUESTIONS.map((question) => {
    const { done, detail } = VERDICTS[question](facts);
    const decision = decisions.find((one) => one.question === question);
    if (done || !decision) {
      return { question, status: done ? "done" : "missing", detail, reason: null, by: null, at: null };
    }
    const { reason, by, at } = decision;
    return { question, status: "declined", detail, reason, by, at: at.toISOString() };
  });
}

const NEWEST_LEADS = 500;

/** What the workspace really has: names of events and attributes, leads, outcomes from the CRM, tokens that read scores. */
export async function loadWorkspaceFacts(
  tx: Tx,
  workspaceId: number,
): Promise<Pick<Facts, "events" | "attributes" | "leads" | "outcomes" | "tokens">> {
  const names = async (sql: string, ...more: unknown[]) => {
    const found = await tx.$client.query<{ name: string }>(sql, [workspaceId, ...more]);
    return new Set(found.rows.map(({ name }) => name));
  };
  const events = await names("select distinct name from activities where workspace_id = $1");
  const attributeNames = await names(
    `select distinct jsonb_object_keys(attributes) as name from
     (select attributes from leads where workspace_id = $1 order by created_at desc, id desc limit $2) newest`,
    NEWEST_LEADS,
  );
  const found = await tx.$client.query<{ leads: boolean; outcomes: boolean; tokens: number }>(
    `select exists (select from leads where workspace_id = $1) as leads,
       exists (select from stage_history where workspace_id = $1
         and stage in ('sal', 'sql', 'opportunity', 'customer')) as outcomes,
       (select count(*)::int from api_tokens where workspace_id = $1 and revoked_at is null) as tokens`,
    [workspaceId],
  );
  const row = found.rows[0] ?? { leads: false, outcomes: false, tokens: 0 };
  return { events, attributes: attributeNames, ...row };
}
