"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell as BellIcon } from "lucide-react";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { markNotificationsRead, notificationsQuery } from "#lib/notifications/api.ts";
import type { Notification } from "#lib/notifications/schemas.ts";
import { paths } from "#lib/paths.ts";

const COUNT_LIMIT = 99;

/** What the member should know of: how many are unread, and the newest ones. */
export function Bell() {
  const t = useTranslations("Notifications");
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(notificationsQuery());
  const read = useMutation({
    mutationFn: (ids?: number[]) => markNotificationsRead(ids),
    onSettled: () => client.invalidateQueries({ queryKey: notificationsQuery().queryKey }),
  });
  const unread = data?.unread ?? 0;
  const count = unread > COUNT_LIMIT ? `${COUNT_LIMIT}+` : String(unread);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button variant="ghost" className="relative w-9 px-0" aria-label={t("open", { n: unread })}>
          <BellIcon aria-hidden />
          {unread > 0 && (
            <span
              aria-hidden
              className="absolute top-0 right-0 min-w-4 rounded-full bg-accent px-1 text-center text-on-accent text-xs tabular-nums"
            >
              {count}
            </span>
          )}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={t("title")} align="end" className="flex max-h-96 w-80 flex-col gap-2 p-0">
        <div className="flex items-center justify-between gap-2 px-3 pt-3">
          <h2 className="font-semibold">{t("title")}</h2>
          {unread > 0 && (
            <Button size="sm" pending={read.isPending} onClick={() => read.mutate(undefined)}>
              {t("readAll")}
            </Button>
          )}
        </div>
        {data?.notifications.length === 0 && <p className="px-3 pb-3 text-muted">{t("none")}</p>}
        <ul className="min-h-0 overflow-y-auto pb-2">
          {data?.notifications.map((one) => (
            <Row
              key={one.id}
              notification={one}
              onOpen={() => {
                if (one.read_at === null) read.mutate([one.id]);
                setOpen(false);
              }}
            />
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  );
}

function Row({ notification, onOpen }: { notification: Notification; onOpen: () => void }) {
  const t = useTranslations("Notifications");
  const format = useFormatter();
  const { kind, subject, payload, at, read_at: readAt } = notification;
  const { by, sheet = "", key = "", version = 0, day = 0, days = 0, text, at: when, suggestion } = payload;
  const values = {
    by: by === null || by === undefined ? t("product") : String(by),
    sheet: String(sheet),
    version: Number(version),
    day: Number(day),
    days: Number(days),
    name: String(payload.name ?? ""),
    left: Number(payload.left ?? 0),
    date:
      typeof when === "string"
        ? format.dateTime(new Date(when), { dateStyle: "medium", timeStyle: "short" })
        : "",
  };
  return (
    <li>
      <Link
        href={
          subject.startsWith("promo:")
            ? paths.settings("promo-codes")
            : suggestion
              ? paths.sheetSuggestion(String(key), Number(suggestion))
              : paths.sheetReview(String(key))
        }
        onClick={onOpen}
        className="flex items-start gap-2 px-3 py-2 -outline-offset-2 hover:bg-surface"
      >
        <span
          aria-hidden
          className={`mt-1.5 size-2 shrink-0 rounded-full ${readAt === null ? "bg-accent" : "bg-transparent"}`}
        />
        <span className="min-w-0 [overflow-wrap:anywhere]">
          {readAt === null && <span className="sr-only">{t("unread")} </span>}
          <span className={readAt === null ? "font-medium" : undefined}>{t(`kinds.${kind}`, values)}</span>
          {text && <span className="block text-muted">{String(text)}</span>}
          <span className="block text-muted text-sm">
            {format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" })}
          </span>
        </span>
      </Link>
    </li>
  );
}
