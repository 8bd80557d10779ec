/** The normal quantile for a 95 % interval. */
const Z_95 = 1.959963984540054;

/** How long somebody was watched, in any unit, and whether it ended by the event (else by no more being known). */
export type Duration = { time: number; event: boolean };
/** `survived`: the share still without the event just after `time`; its interval is null where it is 0 or 1. */
export type KaplanMeierStep = { time: number; survived: number; low: number | null; high: number | null };

/**
 * The Kaplan-Meier estimate: a step at each distinct time of an event, rising. Whoever is censored at the time of an
 * event was still at risk of it. Interval: log-log with Greenwood's variance, which stays within 0 … 1.
 * Formulas: E. L. Kaplan, P. Meier, "Nonparametric Estimation from Incomplete Observations", JASA 53 (1958), 457–481;
 * J. D. Kalbfleisch, R. L. Prentice, "The Statistical Analysis of Failure Time Data", 2nd ed. (2002), 1.4.
 */
export function kaplanMeier(durations: readonly Duration[], z: number = Z_95): KaplanMeierStep[] {
  const sorted = durations.toSorted((a, b) => a.time - b.time);
  const steps: KaplanMeierStep[] = [];
  let survived = 1;
  let greenwood = 0;
  let at = 0;
  while (at < sorted.length) {
    const time = sorted[at]?.time ?? 0;
    const atRisk = sorted.length - at;
    let events = 0;
    for (; at < sorted.length && sorted[at]?.time === time; at++) if (sorted[at]?.event) events++;
    if (events === 0) continue;
    survived *= (atRisk - events) / atRisk;
    greenwood += events / (atRisk * (atRisk - events));
    steps.push({ time, survived, ...interval(survived, greenwood, z) });
  }
  return steps;
}

function interval(survived: number, greenwood: number, z: number): Pick<KaplanMeierStep, "low" | "high"> {
  if (survived <= 0 || survived >= 1) return { low: null, high: null };
  const half = (z * Math.sqrt(greenwood)) / Math.abs(Math.log(survived));
  return { low: survived ** Math.exp(half), high: survived ** Math.exp(-half) };
}
