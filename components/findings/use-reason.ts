import { useFormatter, useTranslations } from "next-intl";
import type { Finding, Findings } from "#lib/findings/schemas.ts";

type Tally = Finding["with"];

/** Figures in print, and the reason that goes with a suggestion: it is stored as its author's words. */
export function useReason() {
  const t = useTranslations("Findings");
  const format = useFormatter();
  const signed = (points: number | null) =>
    points === null ? "–" : format.number(points, { signDisplay: "exceptZero", maximumFractionDigits: 2 });
  const percent = (share: number | null | undefined) =>
    share === null || share === undefined
      ? "–"
      : format.number(share, { style: "percent", maximumFractionDigits: 1 });
  const rate = ({ n, converted }: Tally) => percent(n === 0 ? null : converted / n);
  const counts = (one: { with: Tally; without: Tally }) => ({
    withRate: rate(one.with),
    withN: one.with.n,
    withoutRate: rate(one.without),
    withoutN: one.without.n,
  });
  const points = (one: { points: number | null; low: number | null; high: number | null }) => ({
    points: signed(one.points),
    low: signed(one.low),
    high: signed(one.high),
  });
  return {
    signed,
    percent,
    rate,
    reasonOf: (finding: Finding): string => {
      if (finding.verdict === "nothing") return t("reasonNothing", counts(finding));
      if (finding.verdict === "harm") return t("reasonHarm", counts(finding));
      return t("reasonPoints", { ...counts(finding), ...points(finding), today: signed(finding.today) });
    },
    reasonOfNew: (candidate: Findings["candidates"][number]): string =>
      t("reasonNew", { ...counts(candidate), ...points(candidate) }),
  };
}
