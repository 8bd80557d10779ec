"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bookmark, Star, Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { showToast } from "#components/ui/toast.tsx";
import { paths } from "#lib/paths.ts";
import { patchView, postView, removeView, type ViewChange, viewsQuery } from "#lib/views/api.ts";
import type { SavedView, ViewPage } from "#lib/views/schemas.ts";

/** Lists kept under a name: one's own and those that others share; one of them is how the page opens. */
export function SavedViews({ page }: { page: ViewPage }) {
  const t = useTranslations("Views");
  const [open, setOpen] = useState(false);
  const { data } = useQuery({ ...viewsQuery(page), enabled: open });
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button>
          <Bookmark aria-hidden />
          {t("title")}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={t("title")} align="end" className="flex w-80 flex-col gap-3">
        {data?.items.length === 0 && <p className="text-muted">{t("none")}</p>}
        <ul className="max-h-64 overflow-y-auto">
          {data?.items.map((view) => (
            <ViewRow key={view.id} view={view} onOpen={() => setOpen(false)} />
          ))}
        </ul>
        <NewView page={page} onSaved={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}

/** Writes through `save` and fetches the page's views anew. */
function useSave<T>(
  page: ViewPage,
  save: (input: T) => Promise<unknown>,
  onDone: () => void = () => undefined,
) {
  const t = useTranslations("Views");
  const client = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: viewsQuery(page).queryKey });
      onDone();
    },
    onError: (error) => showToast("error", t("failed", { message: error.message })),
  });
}

function ViewRow({ view, onOpen }: { view: SavedView; onOpen: () => void }) {
  const t = useTranslations("Views");
  const change = useSave(view.page, (next: ViewChange) => patchView({ id: view.id, ...next }));
  const remove = useSave(view.page, () => removeView(view.id));
  const { name } = view;
  return (
    <li className="flex items-center gap-1">
      <Link
        href={paths[view.page](Object.fromEntries(new URLSearchParams(view.query)))}
        onClick={onOpen}
        className="min-w-0 flex-1 py-1.5 text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
      >
        {name}
      </Link>
      {view.shared && (
        <span className="text-muted text-sm">
          {view.mine ? t("shared") : t("sharedBy", { name: view.by.name })}
        </span>
      )}
      <IconButton
        size="sm"
        aria-pressed={view.default}
        label={t(view.default ? "noDefault" : "makeDefault", { name })}
        onClick={() => change.mutate({ default: !view.default })}
      >
        <Star aria-hidden className={view.default ? "fill-current text-accent" : undefined} />
      </IconButton>
      {view.mine && (
        <IconButton size="sm" label={t("delete", { name })} onClick={() => remove.mutate(undefined)}>
          <Trash2 aria-hidden />
        </IconButton>
      )}
    </li>
  );
}

function NewView({ page, onSaved }: { page: ViewPage; onSaved: () => void }) {
  const t = useTranslations("Views");
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  const save = useSave(
    page,
    () => postView({ page, name, shared, query: window.location.search }),
    () => {
      showToast("success", t("saved", { name: name.trim() }));
      onSaved();
    },
  );
  return (
    <form
      className="flex flex-col gap-2 border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") save.mutate(undefined);
      }}
    >
      <Field label={t("name")} hint={t("hint")}>
        <Input maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label={t("share")} inline>
        <Checkbox checked={shared} onCheckedChange={(checked) => setShared(checked === true)} />
      </Field>
      <Button
        type="submit"
        variant="primary"
        size="sm"
        disabled={name.trim() === ""}
        pending={save.isPending}
      >
        {t("save")}
      </Button>
    </form>
  );
}
