"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Person } from "#lib/live/messages.ts";

const MAX_SHOWN = 5;

/** First letters of the first and the last word of a name. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("").toUpperCase();
}

/** Who else has this sheet open. */
export function PeopleHere({ people }: { people: readonly Person[] }) {
  const t = useTranslations("Sheets.together");
  const format = useFormatter();
  if (people.length === 0) return null;
  const names = format.list(people.map(({ name }) => name));
  return (
    <div
      role="img"
      aria-label={t("here", { names })}
      title={t("here", { names })}
      className="flex items-center"
    >
      {people.slice(0, MAX_SHOWN).map(({ id, name }) => (
        <span
          key={id}
          aria-hidden
          className="-ml-1 flex size-7 items-center justify-center rounded-full border-2 border-background bg-accent font-semibold text-on-accent text-xs first:ml-0"
        >
          {initials(name)}
        </span>
      ))}
      {people.length > MAX_SHOWN && (
        <span aria-hidden className="ml-1 text-muted text-sm">
          {t("more", { n: people.length - MAX_SHOWN })}
        </span>
      )}
    </div>
  );
}
