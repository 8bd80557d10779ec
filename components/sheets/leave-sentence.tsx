"use client";

import { useTranslations } from "next-intl";
import { issuesUnder } from "#components/segments/condition-builder.tsx";
import type { AnyIssue } from "#components/segments/use-issue-text.ts";
import type { Group } from "#lib/scoring/schema.ts";
import { withLeave } from "#lib/sheets/new-action.ts";
import { NumberToken, shown } from "./sentence-tokens.tsx";
import { AddToken, TokenRow } from "./tokens.tsx";

interface LeaveSentenceProps {
  group: Group;
  issues: readonly AnyIssue[];
  onChange: (group: Group) => void;
}

const FIRST_HOURS = 24;
const FIRST_POINTS = 5;

/** When a lead that fell out of a group has left it. */
export function LeaveSentence({ group, issues, onChange }: LeaveSentenceProps) {
  const t = useTranslations("RuleSentence");
  const fields = useTranslations("GroupActions");
  const { after_hours: hours = null, points_below: points = null } = group.leave ?? {};
  const own = issuesUnder(issues, "leave");
  const yes = (is: boolean) => (is ? "yes" : "no");
  return (
    <p className="leading-7">
      <TokenRow>
        {t.rich("left", {
          group: group.name,
          hours: yes(hours !== null),
          points: yes(points !== null),
          both: yes(hours !== null && points !== null),
          none: yes(hours === null && points === null),
          hoursOut: shown(hours),
          pointsUnder: shown(points),
          afterHours: (chunks) =>
            hours !== null && (
              <NumberToken
                id="after_hours"
                path="after_hours"
                label={t("token.after_hours")}
                field={fields("afterHours")}
                min={1}
                value={hours}
                issues={own}
                onChange={(after_hours) => onChange(withLeave(group, { after_hours }))}
                drop={{
                  what: t("add.after_hours"),
                  onDrop: () => onChange(withLeave(group, { after_hours: null })),
                }}
              >
                {chunks}
              </NumberToken>
            ),
          pointsBelow: (chunks) =>
            points !== null && (
              <NumberToken
                id="points_below"
                path="points_below"
                label={t("token.points_below")}
                field={fields("pointsBelow")}
                min={1}
                value={points}
                issues={own}
                onChange={(points_below) => onChange(withLeave(group, { points_below }))}
                drop={{
                  what: t("add.points_below"),
                  onDrop: () => onChange(withLeave(group, { points_below: null })),
                }}
              >
                {chunks}
              </NumberToken>
            ),
        })}{" "}
        {hours === null && (
          <AddToken
            id="after_hours"
            what={t("add.after_hours")}
            onAdd={() => onChange(withLeave(group, { after_hours: FIRST_HOURS }))}
          />
        )}
        {points === null && group.from.total !== undefined && (
          <AddToken
            id="points_below"
            what={t("add.points_below")}
            onAdd={() => onChange(withLeave(group, { points_below: FIRST_POINTS }))}
          />
        )}
      </TokenRow>
    </p>
  );
}
