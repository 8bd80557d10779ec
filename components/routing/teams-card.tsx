"use client";

import { Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import type { Routing } from "#lib/routing/schemas.ts";
import { TeamDialog } from "./team-dialog.tsx";
import { useRoutingChange } from "./use-routing-change.ts";

export function TeamsCard({ routing, manages }: { routing: Routing; manages: boolean }) {
  const t = useTranslations("Routing");
  const { removeTeam } = useRoutingChange();
  const { teams, workers } = routing;
  const taken = teams.map(({ key }) => key);
  const add = (
    <Button variant="primary">
      <Plus aria-hidden />
      {t("newTeam")}
    </Button>
  );
  return (
    <Card
      title={t("teamsTitle")}
      description={t("teamsText")}
      actions={manages && <TeamDialog taken={taken} workers={workers} trigger={add} />}
    >
      {teams.length === 0 ? (
        <p className="text-muted">{t("noTeams")}</p>
      ) : (
        <ul className="flex flex-col divide-y">
          {teams.map((team) => (
            <li key={team.key} className="flex items-start justify-between gap-2 py-2">
              <div className="min-w-0">
                <p className="font-medium">{team.name}</p>
                <p className="text-muted [overflow-wrap:anywhere]">
                  {team.members.length === 0
                    ? t("nobody")
                    : team.members.map(({ name, weight }) => t("share", { name, weight })).join(", ")}
                </p>
              </div>
              {manages && (
                <span className="flex shrink-0 gap-1">
                  <TeamDialog
                    team={team}
                    taken={taken}
                    workers={workers}
                    trigger={
                      <IconButton label={t("editTeam", { name: team.name })}>
                        <Pencil aria-hidden />
                      </IconButton>
                    }
                  />
                  <ConfirmDialog
                    trigger={
                      <IconButton label={t("removeTeam", { name: team.name })}>
                        <Trash2 aria-hidden />
                      </IconButton>
                    }
                    title={t("removeTeam", { name: team.name })}
                    description={t("removeTeamText")}
                    confirmText={t("remove")}
                    cancelText={t("cancel")}
                    danger
                    onConfirm={() => removeTeam.mutate(team.key)}
                  />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
