/** The contract's example sheet, and short ways to spoil it. */
import type { SheetIssue } from "./issues.ts";
import { validateSheet } from "./validate.ts";

export const sample = () => ({
  range: { min: 0, max: 100 },
  dimensions: [
    {
      key: "engagement",
      name: "Engagement",
      min: 0,
      max: null,
      bands: [
        { label: "1", from: 50 },
        { label: "2", from: null },
      ],
    },
    { key: "fit", name: "Fit", min: null, max: null, bands: [] },
  ],
  categories: [
    { key: "web", name: "Website", dimension: "engagement", min: null, max: 40 },
    { key: "firm", name: "Firm", dimension: "fit", min: null, max: null },
  ],
  rules: [
    {
      key: "pricing",
      name: "Visited pricing",
      category: "web",
      kind: "behaviour",
      event: "page_viewed",
      where: { field: "path", op: "starts_with", value: "/pricing" } as unknown,
      points: 5 as unknown,
      limit: { times: 3, per: "lifetime" } as unknown,
      window_days: 90,
      half_life_days: 30,
    },
    {
      key: "title",
      name: "Job title",
      category: "firm",
      kind: "fit",
      cases: [
        { when: { field: "title", op: "in", value: ["CEO", "CTO"] } as unknown, points: 20 as unknown },
      ],
      otherwise: 0,
    },
    {
      key: "idle",
      name: "Went quiet",
      category: "web",
      kind: "inactivity",
      after_days: 30,
      every_days: 7,
      points: -5,
      limit: { times: 4 },
    },
  ] as Record<string, unknown>[],
  exclusions: [
    { key: "student", name: "Student", when: { field: "occupation", op: "eq", value: "student" } as unknown },
  ],
  groups: [
    { key: "cold", name: "Cold", from: {} as Record<string, number> },
    { key: "warm", name: "Warm", from: { total: 10 } },
    { key: "hot", name: "Hot", from: { total: 30 }, handover: true },
  ] as { key: string; name: string; from: Record<string, number>; handover?: boolean }[],
});

export type Draft = ReturnType<typeof sample>;

export function issuesOf(change: (draft: Draft) => void): SheetIssue[] {
  const draft = sample();
  change(draft);
  const result = validateSheet(draft);
  return result.ok ? [] : result.issues;
}
export const brief = (issues: readonly SheetIssue[]) => issues.map(({ path, code }) => `${path} ${code}`);
export function nth<T>(list: readonly T[], at: number): T {
  const found = list[at];
  if (found === undefined) throw new RangeError(`no entry ${at}`);
  return found;
}
export const rule = (draft: Draft, at: number): Record<string, unknown> => draft.rules[at] ?? {};
export const from =
  (...minimums: Record<string, number>[]) =>
  (draft: Draft) => {
    draft.groups = minimums.map((minimum, i) => ({ key: `g${i}`, name: `G${i}`, from: minimum }));
  };
export const where = (condition: unknown) => (draft: Draft) => {
  rule(draft, 0).where = condition;
};
export const eq = (field: string, value: unknown) => ({ field, op: "eq", value });
