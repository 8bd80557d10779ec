import type { Reached } from "./figure-schemas.ts";
import { STAGES_REACHED } from "./outcomes.ts";
import type { FeedbackReport, FeedbackTable, ReportBody } from "./schemas.ts";

export type Cell = string | number | null;
export type Table = { header: string[]; rows: Cell[][] };
type Rate = { rate: number | null; low: number | null; high: number | null };

const RATE = ["rate", "low", "high"];
const rate = ({ rate, low, high }: Rate): Cell[] => [rate, low, high];
const reasons = (list: readonly { reason: string | null; n: number }[]): string =>
  list.map(({ reason, n }) => `${reason ?? "-"}: ${n}`).join("; ");

/** Rows of a list under a header, cells by its order. */
const tableOf = <T>(header: string[], list: readonly T[], cells: (item: T) => Cell[]): Table => ({
  header,
  rows: list.map(cells),
});

function summary(report: FeedbackReport): Table {
  const stages = (name: string, reached: Reached): [string, Cell][] =>
    STAGES_REACHED.map((stage) => [`${name}_${stage}`, reached[stage]]);
  const { conversion, baseline, days_to_opportunity: days, addendum } = report;
  const rows: [string, Cell][] = [
    ["as_of", report.as_of],
    ["frozen_at", report.frozen_at],
    ["sheet", report.sheet],
    ["version", report.version],
    ["segment", report.segment],
    ["scope", report.scope],
    ["horizon_days", report.horizon_days],
    ["from", report.period.from],
    ["to", report.period.to],
    ["handed_over", report.handed_over],
    ["leads", report.leads],
    ["repeated", report.repeated],
    ["joined", report.joined],
    ["erased", report.erased],
    ["matured", report.matured],
    ["open", report.open],
    ...stages("reached", report.reached),
    ...stages("later", report.later),
    ...stages("open", report.open_reached),
    ["before_handover", report.before_handover],
    ["rate", conversion.rate],
    ["low", conversion.low],
    ["high", conversion.high],
    ["median_days", days.median],
    ["p90_days", days.p90],
    ["baseline_leads", baseline.leads],
    ["baseline_converted", baseline.converted],
    ["baseline_rate", baseline.rate],
    ["baseline_low", baseline.low],
    ["baseline_high", baseline.high],
    ["lift", report.lift],
    ["lift_low", report.lift_low],
    ["lift_high", report.lift_high],
    ["verdict", report.verdict],
    ...(addendum ? stages("addendum_within", addendum.within) : []),
    ...(addendum ? stages("addendum_later", addendum.later) : []),
  ];
  return { header: ["figure", "value"], rows };
}

/** Curves of all hand-overs, of each group and of those not handed over, one below the other. */
function survival({ survival, groups, baseline }: ReportBody): Table {
  const curves = [
    { of: "handed_over", points: survival },
    ...groups.map((group) => ({ of: `group ${group.group ?? ""} (${group.basis})`, points: group.survival })),
    { of: "not_handed_over", points: baseline.survival },
  ];
  return tableOf(
    ["of", "day", "converted", "low", "high", "at_risk", "censored"],
    curves.flatMap(({ of, points }) => points.map((point) => ({ of, ...point }))),
    (p) => [p.of, p.day, p.converted, p.low, p.high, p.at_risk, p.censored],
  );
}

const never_hot = ({ never_hot: { events, rules, sources } }: ReportBody): Table =>
  tableOf(
    ["what", "name", "leads"],
    [
      ...events.map(({ event, leads }) => ["event", event, leads]),
      ...rules.map(({ rule, leads }) => ["rule", rule, leads]),
      ...sources.map(({ source, leads }) => ["source", source, leads]),
    ],
    (row) => row,
  );

const TABLES: Record<FeedbackTable, (report: FeedbackReport) => Table> = {
  summary,
  survival,
  never_hot,
  maturity: ({ maturity }) =>
    tableOf(["week", "handed_over", "matured", "open", "converted"], maturity, (w) => [
      w.week,
      w.handed_over,
      w.matured,
      w.open,
      w.converted,
    ]),
  bands: ({ bands }) =>
    tableOf(["from", "to", "matured", "converted", ...RATE, "breaks"], bands, (b) => [
      ...[b.from, b.to, b.matured, b.converted],
      ...[...rate(b), b.breaks],
    ]),
  groups: ({ groups }) =>
    tableOf(["group", "basis", "leads", "matured", "converted", ...RATE], groups, (g) => [
      ...[g.group, g.basis, g.leads, g.matured, g.converted],
      ...rate(g),
    ]),
  rules: ({ rules }) =>
    tableOf(
      [
        ...["rule", "name", "with_n", "with_converted", "with_rate", "without_n", "without_converted"],
        ...["without_rate", "lift", "low", "high", "too_few"],
      ],
      rules,
      (r) => [
        ...[r.rule, r.name, r.with.n, r.with.converted, r.with.rate],
        ...[r.without.n, r.without.converted, r.without.rate],
        ...[r.lift, r.low, r.high, r.too_few ? "yes" : "no"],
      ],
    ),
  rejected: ({ rejected }) => tableOf(["reason", "n"], rejected, ({ reason, n }) => [reason, n]),
  rejected_by_rule: ({ rejected_by_rule }) =>
    tableOf(["rule", "name", "decided", "rejected", ...RATE, "reasons"], rejected_by_rule, (r) => [
      ...[r.rule, r.name, r.decided, r.rejected],
      ...[...rate(r), reasons(r.reasons)],
    ]),
  sources: ({ sources }) =>
    tableOf(
      ["source", "handed_over", "matured", "converted", ...RATE, "decided", "rejected", "reasons"],
      sources,
      (s) => [
        ...[s.other ? "(others)" : s.source, s.handed_over, s.matured, s.converted],
        ...[...rate(s), s.decided, s.rejected, reasons(s.reasons)],
      ],
    ),
  speed: ({ speed }) =>
    tableOf(["answered_within", "matured", "converted", ...RATE], speed, (s) => [
      ...[s.bucket, s.matured, s.converted],
      ...rate(s),
    ]),
  thresholds: ({ thresholds }) =>
    tableOf(["from", "handed_over", "converted", "precision", "recall"], thresholds, (t) => [
      ...[t.from, t.handed_over, t.converted, t.precision, t.recall],
    ]),
};

/** A table of a report, with the names that the API has for its columns. Pure. */
export const feedbackTable = (report: FeedbackReport, table: FeedbackTable): Table => TABLES[table](report);
