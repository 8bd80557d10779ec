"use client";

import { useFormatter, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { Routing, Worker } from "#lib/routing/schemas.ts";
import { useDayName } from "./week-editor.tsx";
import { WorkerDialog } from "./worker-dialog.tsx";

export interface WorkersCardProps {
  routing: Routing;
  manages: boolean;
  /** Whose absences the reader may note, where it does not manage. */
  myId: number | null;
}

/** Who can be given leads: whether they are there, how many they have, and when they work. */
export function WorkersCard({ routing, manages, myId }: WorkersCardProps) {
  const t = useTranslations("Routing");
  const format = useFormatter();
  const mayChange = (worker: Worker) => manages || worker.id === myId;
  return (
    <Card title={t("workersTitle")} description={t("workersText")}>
      <Table label={t("workersTitle")} containerClassName="max-h-none min-h-0">
        <TableHeader>
          <TableRow>
            <TableHead>{t("member")}</TableHead>
            <TableHead>{t("now")}</TableHead>
            <TableHead numeric>{t("open")}</TableHead>
            <TableHead>{t("hours")}</TableHead>
            <TableHead>
              <span className="sr-only">{t("actions")}</span>
            </TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {routing.workers.map((worker) => (
            <TableRow key={worker.id}>
              <TableCell className="min-w-32 py-2 font-medium [overflow-wrap:anywhere]">
                {worker.name}
              </TableCell>
              <TableCell>
                <Badge tone={worker.present ? "success" : "neutral"}>
                  {worker.present ? t("present") : t("away")}
                </Badge>
              </TableCell>
              <TableCell numeric>
                {worker.capacity === null
                  ? format.number(worker.open)
                  : t("openOf", { open: worker.open, capacity: worker.capacity })}
              </TableCell>
              <TableCell className="min-w-44 py-2">
                <Hours worker={worker} />
              </TableCell>
              <TableCell className="text-right">
                {mayChange(worker) && (
                  <WorkerDialog
                    worker={worker}
                    timeZone={routing.time_zone}
                    manages={manages}
                    trigger={
                      <Button
                        size="sm"
                        aria-label={`${manages ? t("change") : t("absences")}: ${t("editWorker", { name: worker.name })}`}
                      >
                        {manages ? t("change") : t("absences")}
                      </Button>
                    }
                  />
                )}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

/** Days that are alike stand together: "Mon, Tue 09:00–17:00". */
function Hours({ worker: { week, absences } }: { worker: Worker }) {
  const t = useTranslations("Routing");
  const format = useFormatter();
  const dayName = useDayName();
  const times = Map.groupBy(week ?? [], ({ from, to }) => `${from}–${to}`);
  const [next] = absences;
  return (
    <>
      {week === null
        ? t("aroundTheClock")
        : [...times].map(([time, days]) => (
            <span key={time} className="block">
              {days.map(({ day }) => dayName(day, "short")).join(", ")} {time}
            </span>
          ))}
      {next && (
        <span className="block text-muted text-sm">
          {t("awayUntil", {
            from: format.dateTime(new Date(next.from), { dateStyle: "medium" }),
            to: format.dateTime(new Date(next.to), { dateStyle: "medium" }),
          })}
        </span>
      )}
    </>
  );
}
