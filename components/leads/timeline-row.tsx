"use client";

import {
  Activity,
  ArrowLeftRight,
  Flag,
  Handshake,
  type LucideIcon,
  NotebookPen,
  SlidersHorizontal,
  Tags,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { TimelineItem } from "#lib/leads/timeline-schemas.ts";
import { DecideEvent } from "./event-counting.tsx";
import { EventDetail } from "./timeline-event.tsx";
import { valueText } from "./value-text.ts";

const icons: Record<TimelineItem["kind"], LucideIcon> = {
  event: Activity,
  stage: Flag,
  group: ArrowLeftRight,
  handover: Handshake,
  adjustment: SlidersHorizontal,
  note: NotebookPen,
  attributes: Tags,
};

interface TimelineRowProps {
  lead: string;
  item: TimelineItem;
  /** May say of an event whether it counts. */
  mayDecide: boolean;
}

export function TimelineRow({ lead, item, mayDecide }: TimelineRowProps) {
  const format = useFormatter();
  const Icon = icons[item.kind];
  return (
    <li className="flex gap-3 border-t py-3 first:border-t-0 first:pt-0">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <Detail item={item} />
        <time dateTime={item.at} className="block text-muted text-sm">
          {format.dateTime(new Date(item.at), { dateStyle: "medium", timeStyle: "short" })}
        </time>
      </div>
      {item.kind === "event" && mayDecide && <DecideEvent lead={lead} item={item} />}
    </li>
  );
}

function Detail({ item }: { item: TimelineItem }) {
  switch (item.kind) {
    case "event":
      return <EventDetail item={item} />;
    case "stage":
      return <StageDetail item={item} />;
    case "group":
      return <GroupDetail item={item} />;
    case "handover":
      return <HandoverDetail item={item} />;
    case "adjustment":
      return <AdjustmentDetail item={item} />;
    case "note":
      return <NoteDetail item={item} />;
    case "attributes":
      return <AttributesDetail item={item} />;
  }
}

type Of<K extends TimelineItem["kind"]> = { item: Extract<TimelineItem, { kind: K }> };

function Lines({ title, facts }: { title: ReactNode; facts: (string | null | false)[] }) {
  const said = facts.filter(Boolean);
  return (
    <>
      <p className="font-medium [overflow-wrap:anywhere]">{title}</p>
      {said.length > 0 && <p className="text-sm [overflow-wrap:anywhere]">{said.join(" · ")}</p>}
    </>
  );
}

const CAUSES = [
  "event",
  "import",
  "attribute",
  "activation",
  "retirement",
  "segment",
  "time",
  "traffic",
  "adjustment",
  "demo",
] as const;
const ORIGINS = ["api", "import", "queue", "handover", "crm", "demo"] as const;
const oneOf = <T extends string>(known: readonly T[], value: string) => known.find((item) => item === value);

function StageDetail({ item }: Of<"stage">) {
  const t = useTranslations("Lead.timeline");
  const tLeads = useTranslations("Leads");
  const format = useFormatter();
  const origin = oneOf(ORIGINS, item.origin);
  return (
    <Lines
      title={t("stage", { stage: tLeads(`stages.${item.stage}`) })}
      facts={[
        item.by !== null && t("by", { name: item.by }),
        origin ? t(`origins.${origin}`) : item.origin,
        item.value !== null &&
          (item.currency === null
            ? t("value", { value: item.value })
            : t("worth", {
                value: format.number(item.value, { style: "currency", currency: item.currency }),
              })),
        item.reason !== null && t("reason", { reason: item.reason }),
      ]}
    />
  );
}

function GroupDetail({ item }: Of<"group">) {
  const t = useTranslations("Lead.timeline");
  const format = useFormatter();
  const { from_name: from, to_name: to, sheet_name: sheet, total, version } = item;
  const title =
    from !== null && to !== null
      ? t("moved", { from, to })
      : to !== null
        ? t("entered", { group: to })
        : t("left", { group: from ?? "" });
  const known = oneOf(CAUSES, item.cause);
  const cause = known ? t(`causes.${known}`) : item.cause;
  const rules = format.list(item.event?.rules ?? []);
  const by = item.event && t("groupEvent", { event: item.event.name, rules });
  return <Lines title={title} facts={[t("groupDetail", { total, sheet, version, cause }), by]} />;
}

function HandoverDetail({ item }: Of<"handover">) {
  const t = useTranslations("Lead.timeline");
  const { sheet_name: sheet, total, version } = item;
  const state = t(`handoverStates.${item.state}`);
  return (
    <Lines
      title={version === "imported" ? t("handoverImported") : t("handover")}
      facts={[
        version !== "imported" &&
          sheet !== null &&
          total !== null &&
          t("handoverDetail", { total, sheet, version }),
        item.owner !== null && item.claimed_at !== null && t("claimed", { name: item.owner }),
        item.decided_by === null ? state : t("decided", { state, name: item.decided_by }),
        item.reason !== null && t("reason", { reason: item.reason }),
      ]}
    />
  );
}

function AdjustmentDetail({ item }: Of<"adjustment">) {
  const t = useTranslations("Lead.timeline");
  const format = useFormatter();
  const points = format.number(item.points, { signDisplay: "exceptZero" });
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium" });
  const { by, expires_at: expires, ended_at: ended, ended_by: ender } = item;
  return (
    <Lines
      title={t("adjustment", { points, dimension: item.dimension })}
      facts={[
        t("reason", { reason: item.reason }),
        by !== null && t("by", { name: by }),
        expires !== null && t("adjustmentExpires", { date: day(expires) }),
        ended !== null && t("adjustmentEnded", { date: day(ended), name: ender ?? "–" }),
      ]}
    />
  );
}

function NoteDetail({ item }: Of<"note">) {
  const t = useTranslations("Lead.timeline");
  return (
    <>
      <p className="font-medium">
        {t(`notes.${item.note}`, { name: item.by ?? "" })}
        {item.edited && <span className="font-normal text-muted"> {t("edited")}</span>}
      </p>
      {item.body && <p className="whitespace-pre-wrap text-sm [overflow-wrap:anywhere]">{item.body}</p>}
    </>
  );
}

function AttributesDetail({ item }: Of<"attributes">) {
  const t = useTranslations("Lead.timeline");
  return (
    <>
      <p className="font-medium">{t("attributes", { count: item.changes.length })}</p>
      <ul className="text-sm">
        {item.changes.map(({ key, before, after }) => (
          <li key={key} className="[overflow-wrap:anywhere]">
            <span className="text-muted">{key}:</span> {valueText(after) || t("removed")}{" "}
            {before !== null && before !== undefined && (
              <span className="text-muted">({t("was", { value: valueText(before) })})</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
