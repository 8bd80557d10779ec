"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Card } from "#components/ui/card.tsx";
import type { Lead } from "#lib/leads/schemas.ts";
import { valueText } from "./value-text.ts";

/** What is known of a lead, each with the instant since when it has been known. */
export function AttributesCard({ lead }: { lead: Lead }) {
  const t = useTranslations("Lead.attributes");
  const format = useFormatter();
  const entries = Object.entries(lead.attributes).sort(([a], [b]) => a.localeCompare(b));
  return (
    <Card title={t("title")}>
      {entries.length === 0 ? (
        <p className="text-muted">{t("empty")}</p>
      ) : (
        <table className="w-full table-fixed text-left">
          <thead className="text-muted text-sm">
            <tr>
              <th scope="col" className="w-2/5 pb-1 font-medium">
                {t("name")}
              </th>
              <th scope="col" className="pb-1 font-medium">
                {t("value")}
              </th>
            </tr>
          </thead>
          <tbody>
            {entries.map(([key, value]) => {
              const knownAt = lead.known_at[key];
              return (
                <tr key={key} className="border-t align-top">
                  <th scope="row" className="py-1.5 pr-2 font-normal text-muted [overflow-wrap:anywhere]">
                    {key}
                  </th>
                  <td className="py-1.5 [overflow-wrap:anywhere]">
                    {valueText(value)}
                    {knownAt && (
                      <time dateTime={knownAt} className="block text-muted text-sm">
                        {t("since", { date: format.dateTime(new Date(knownAt), { dateStyle: "medium" }) })}
                      </time>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </Card>
  );
}
