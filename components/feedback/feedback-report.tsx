"use client";

import type { FeedbackReport as Report } from "#lib/feedback/schemas.ts";
import { AddendumCard } from "./addendum-card.tsx";
import { BandsSection } from "./bands-section.tsx";
import { Footnotes } from "./footnotes.tsx";
import { GroupsSection } from "./groups-section.tsx";
import { InfluencesSection } from "./influences-section.tsx";
import { KeyFigures } from "./key-figures.tsx";
import { MaturitySection } from "./maturity-section.tsx";
import { NeverHotSection } from "./never-hot-section.tsx";
import { PreviousSection } from "./previous-section.tsx";
import { ReachedSection } from "./reached-section.tsx";
import { RejectedByRuleSection, RejectedSection } from "./rejected-section.tsx";
import { RulesSection } from "./rules-section.tsx";
import { Section } from "./section.tsx";
import { SourcesSection } from "./sources-section.tsx";
import { SpeedSection } from "./speed-section.tsx";
import { SurvivalSection } from "./survival-section.tsx";
import { ThresholdSlot } from "./threshold-slot.tsx";
import { VerdictCard } from "./verdict-card.tsx";

/** The report from the verdict down to its footnotes. What nobody can be judged by yet is left out, not shown empty. */
export function FeedbackReport({ report }: { report: Report }) {
  const judged = report.matured > 0;
  return (
    <div className="flex flex-col gap-4">
      <VerdictCard report={report} />
      {report.addendum && <AddendumCard addendum={report.addendum} days={report.horizon_days} />}
      <KeyFigures report={report} />
      <Section>
        <MaturitySection report={report} />
      </Section>
      {judged && report.bands.length > 0 && (
        <Section>
          <BandsSection report={report} />
        </Section>
      )}
      <Section>
        <SurvivalSection report={report} />
      </Section>
      {judged && (
        <div className="grid gap-4 lg:grid-cols-2 print:grid-cols-1">
          <Section>
            <GroupsSection report={report} />
          </Section>
          <Section>
            <ReachedSection report={report} />
          </Section>
        </div>
      )}
      {judged && report.rules.length > 0 && (
        <Section long>
          <RulesSection report={report} />
        </Section>
      )}
      {report.sheet !== null && report.version !== "imported" && (
        <InfluencesSection sheet={report.sheet} version={report.version} />
      )}
      <Section>
        <RejectedSection report={report} />
      </Section>
      {report.rejected_by_rule.length > 0 && report.rejected.length > 0 && (
        <Section long>
          <RejectedByRuleSection report={report} />
        </Section>
      )}
      {judged && (
        <Section long>
          <SourcesSection report={report} />
        </Section>
      )}
      <Section long>
        <NeverHotSection report={report} />
      </Section>
      {judged && report.speed.length > 0 && (
        <Section>
          <SpeedSection report={report} />
        </Section>
      )}
      {judged && report.thresholds.length > 0 && (
        <Section>
          <ThresholdSlot report={report} />
        </Section>
      )}
      {report.previous && (
        <Section long>
          <PreviousSection report={report} previous={report.previous} />
        </Section>
      )}
      <Footnotes report={report} />
    </div>
  );
}
