"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type RefObject, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Textarea } from "#components/ui/textarea.tsx";

interface CommentFormProps {
  label: string;
  submit: string;
  pending: boolean;
  /** Names that can be mentioned. */
  people: readonly string[];
  /** What it can be about; left out where that is settled. */
  about?: { value: string; options: { value: string; label: string }[]; onChange: (value: string) => void };
  area?: RefObject<HTMLTextAreaElement | null>;
  onSend: (body: string) => Promise<unknown>;
}

/** Keeps what was written until it has been taken. */
export function CommentForm({ label, submit, pending, people, about, area, onSend }: CommentFormProps) {
  const t = useTranslations("SheetReview");
  const [body, setBody] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (body.trim() === "" || pending) return;
    void onSend(body.trim()).then(
      () => setBody(""),
      () => undefined,
    );
  };
  return (
    <form onSubmit={send} className="flex flex-col gap-2">
      {about && (
        <Field label={t("about")}>
          <Select
            value={about.value}
            onChange={({ target }) => about.onChange(target.value)}
            options={about.options}
          />
        </Field>
      )}
      <Field label={label} hint={t("mentionHint")}>
        <Textarea ref={area} value={body} maxLength={4000} onChange={({ target }) => setBody(target.value)} />
      </Field>
      <div className="flex flex-wrap items-center gap-1">
        {people.map((name) => (
          <Button
            key={name}
            size="sm"
            variant="ghost"
            onClick={() =>
              setBody((text) => `${text}${text === "" || text.endsWith(" ") ? "" : " "}@${name} `)
            }
          >
            @{name}
          </Button>
        ))}
        <Button type="submit" className="ml-auto" pending={pending} disabled={body.trim() === ""}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
