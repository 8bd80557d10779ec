"use client";

import { useTranslations } from "next-intl";
import { Switch } from "#components/ui/switch.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { CHANNELS, NOTIFICATION_GROUPS } from "#lib/notifications/groups.ts";
import type { Preferences } from "#lib/notifications/preference-schemas.ts";

type Channels = Preferences["channels"];

export function ChannelsTable({
  channels,
  onChange,
}: {
  channels: Channels;
  onChange: (channels: Channels) => void;
}) {
  const t = useTranslations("Notifications.preferences");
  return (
    <Table label={t("channelsTitle")} containerClassName="max-h-none min-h-0">
      <TableHeader>
        <TableRow>
          <TableHead>{t("what")}</TableHead>
          {CHANNELS.map((channel) => (
            <TableHead key={channel}>{t(`channels.${channel}`)}</TableHead>
          ))}
        </TableRow>
      </TableHeader>
      <TableBody>
        {NOTIFICATION_GROUPS.map((group) => (
          <TableRow key={group}>
            <TableCell className="min-w-40 py-2">
              <span className="block font-medium">{t(`groups.${group}`)}</span>
              <span className="block text-muted text-sm">{t(`groupTexts.${group}`)}</span>
            </TableCell>
            {CHANNELS.map((channel) => (
              <TableCell key={channel}>
                <Switch
                  aria-label={t("switch", { group: t(`groups.${group}`), channel: t(`channels.${channel}`) })}
                  checked={channels[group][channel]}
                  onCheckedChange={(on) =>
                    onChange({ ...channels, [group]: { ...channels[group], [channel]: on } })
                  }
                />
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
