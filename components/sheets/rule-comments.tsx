"use client";

import { useQuery } from "@tanstack/react-query";
import { MessageSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Drawer, DrawerContent, DrawerTrigger } from "#components/ui/drawer.tsx";
import { Tooltip } from "#components/ui/tooltip.tsx";
import type { Rule } from "#lib/scoring/schema.ts";
import { addComment, type CommentInput, commentsQuery } from "#lib/sheets/agreement-api.ts";
import { CommentForm } from "./comment-form.tsx";
import { Thread } from "./conversation.tsx";
import { useStep } from "./use-step.ts";

/** The conversation about one rule, and how much of it is open. */
export function RuleComments({ sheetKey, rule }: { sheetKey: string; rule: Rule }) {
  const t = useTranslations("SheetEditor");
  const review = useTranslations("SheetReview");
  const query = commentsQuery(sheetKey);
  const { data } = useQuery(query);
  const add = useStep((input: CommentInput) => addComment(sheetKey, input), {
    said: null,
    refresh: [query.queryKey],
  });
  const comments = data?.comments ?? [];
  const threads = comments.filter(({ item, parent }) => item === rule.key && parent === null);
  const open = threads.filter((thread) => thread.resolved_at === null).length;
  const label = t("comments", { name: rule.name, n: open });
  const people = [...new Set(comments.map(({ member }) => member.name))];
  return (
    <Drawer>
      <Tooltip content={label}>
        <DrawerTrigger asChild>
          <Button variant="ghost" size="sm" aria-label={label} className="gap-1 px-1.5">
            <MessageSquare aria-hidden />
            {open > 0 && <span className="tabular-nums">{open}</span>}
          </Button>
        </DrawerTrigger>
      </Tooltip>
      <DrawerContent title={t("commentsOn", { name: rule.name })}>
        <div className="flex flex-col gap-4">
          {threads.length === 0 && <p className="text-muted">{t("noComments")}</p>}
          <ol className="flex flex-col gap-4">
            {threads.map((comment) => (
              <Thread
                key={comment.id}
                sheetKey={sheetKey}
                comment={comment}
                replies={comments.filter(({ parent }) => parent === comment.id)}
                ruleName={null}
                mayWrite
                people={people}
              />
            ))}
          </ol>
          <CommentForm
            label={review("comment")}
            submit={review("send")}
            pending={add.isPending}
            people={people}
            onSend={(body) => add.mutateAsync({ body, item: rule.key })}
          />
        </div>
      </DrawerContent>
    </Drawer>
  );
}
