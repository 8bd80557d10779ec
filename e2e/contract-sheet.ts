/** Bodies of the contract tests, as a program outside would send them. */
export const EVERYONE = { name: "Everyone", when: { all: [] } };

export const CONTENT = {
  range: { min: 0, max: 100 },
  dimensions: [
    {
      key: "all",
      name: "All",
      min: null,
      max: null,
      bands: [
        { label: "1", from: 25 },
        { label: "2", from: null },
      ],
    },
  ],
  categories: [{ key: "all", name: "All", dimension: "all", min: null, max: null }],
  rules: [
    {
      key: "pricing",
      name: "Visited pricing",
      category: "all",
      kind: "behaviour",
      event: "page_viewed",
      where: { field: "path", op: "starts_with", value: "/pricing" },
      points: 10,
      limit: { times: 2, per: "lifetime" },
      window_days: 90,
      half_life_days: null,
    },
    {
      key: "title",
      name: "Job title",
      category: "all",
      kind: "fit",
      cases: [{ when: { field: "title", op: "eq", value: "CEO" }, points: 20 }],
      otherwise: 0,
    },
  ],
  exclusions: [],
  groups: [
    { key: "cold", name: "Cold", from: {} },
    { key: "hot", name: "Hot", from: { total: 20 }, handover: true },
  ],
};

/** The same sheet with other points for a visit to the prices. */
export const changedContent = (points: number) => ({
  ...CONTENT,
  rules: CONTENT.rules.map((rule) => (rule.key === "pricing" ? { ...rule, points } : rule)),
});
