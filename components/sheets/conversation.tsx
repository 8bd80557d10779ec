"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { SkeletonRegion } from "#components/ui/skeleton.tsx";
import { addComment, type CommentInput, commentsQuery, resolveComment } from "#lib/sheets/agreement-api.ts";
import type { Comment } from "#lib/sheets/agreement-schemas.ts";
import type { Version } from "#lib/sheets/schemas.ts";
import { CommentForm } from "./comment-form.tsx";
import { useStep } from "./use-step.ts";

interface ConversationProps {
  sheetKey: string;
  version: Version;
  mayWrite: boolean;
  people: readonly string[];
  /** Key of the rule that the next comment is about; "": the whole sheet. */
  about: string;
  onAbout: (rule: string) => void;
  area: RefObject<HTMLTextAreaElement | null>;
}

/** What marketing and sales say about the sheet and its rules. */
export function Conversation(props: ConversationProps) {
  const { sheetKey, version, mayWrite, people, about, onAbout, area } = props;
  const t = useTranslations("SheetReview");
  const { data } = useQuery(commentsQuery(sheetKey));
  const refresh = [commentsQuery(sheetKey).queryKey];
  const add = useStep((input: CommentInput) => addComment(sheetKey, input), { said: null, refresh });
  const { rules } = version.content;
  const nameOf = (key: string) => rules.find((rule) => rule.key === key)?.name ?? key;
  if (!data) return <SkeletonRegion rows={3} />;
  const threads = data.comments.filter(({ parent }) => parent === null);
  return (
    <Card title={t("conversation")}>
      <div className="flex flex-col gap-4">
        {threads.length === 0 && <p className="text-muted">{t("silence")}</p>}
        <ol className="flex flex-col gap-4">
          {threads.map((comment) => (
            <Thread
              key={comment.id}
              sheetKey={sheetKey}
              comment={comment}
              replies={data.comments.filter(({ parent }) => parent === comment.id)}
              ruleName={comment.item === null ? null : nameOf(comment.item)}
              mayWrite={mayWrite}
              people={people}
            />
          ))}
        </ol>
        {mayWrite && (
          <CommentForm
            label={t("comment")}
            submit={t("send")}
            pending={add.isPending}
            people={people}
            area={area}
            about={{
              value: about,
              onChange: onAbout,
              options: [
                { value: "", label: t("wholeSheet") },
                ...rules.map(({ key, name }) => ({ value: key, label: name })),
              ],
            }}
            onSend={(body) => add.mutateAsync({ body, item: about === "" ? null : about })}
          />
        )}
      </div>
    </Card>
  );
}

interface ThreadProps {
  sheetKey: string;
  comment: Comment;
  replies: readonly Comment[];
  ruleName: string | null;
  mayWrite: boolean;
  people: readonly string[];
}

export function Thread({ sheetKey, comment, replies, ruleName, mayWrite, people }: ThreadProps) {
  const t = useTranslations("SheetReview");
  const [replying, setReplying] = useState(false);
  const refresh = [commentsQuery(sheetKey).queryKey];
  const reply = useStep((input: CommentInput) => addComment(sheetKey, input), { said: null, refresh });
  const resolve = useStep((resolved: boolean) => resolveComment(sheetKey, comment.id, resolved), {
    said: null,
    refresh,
  });
  const isResolved = comment.resolved_at !== null;
  return (
    <li className="flex flex-col gap-2 border-b pb-4">
      <Saying comment={comment} ruleName={ruleName} />
      {isResolved && <p className="text-success">{t("resolvedBy", { name: comment.resolved_by ?? "" })}</p>}
      {replies.length > 0 && (
        <ol className="flex flex-col gap-2 border-l pl-3">
          {replies.map((one) => (
            <li key={one.id}>
              <Saying comment={one} ruleName={null} />
            </li>
          ))}
        </ol>
      )}
      {mayWrite && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => setReplying(!replying)} aria-expanded={replying}>
            {t("reply")}
          </Button>
          <Button size="sm" pending={resolve.isPending} onClick={() => resolve.mutate(!isResolved)}>
            {isResolved ? t("reopen") : t("resolve")}
          </Button>
        </div>
      )}
      {replying && (
        <CommentForm
          label={t("replyLabel")}
          submit={t("sendReply")}
          pending={reply.isPending}
          people={people}
          onSend={(body) => reply.mutateAsync({ body, parent: comment.id }).then(() => setReplying(false))}
        />
      )}
    </li>
  );
}

function Saying({ comment, ruleName }: { comment: Comment; ruleName: string | null }) {
  const t = useTranslations("SheetReview");
  const format = useFormatter();
  return (
    <article>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{comment.member.name}</span>
        <span className="text-muted text-sm">
          {format.dateTime(new Date(comment.created_at), { dateStyle: "medium", timeStyle: "short" })}
          {" · "}
          {t("onVersion", { n: comment.version })}
        </span>
        {comment.kind !== "comment" && <Badge>{t(`kinds.${comment.kind}`)}</Badge>}
        {ruleName !== null && <Badge tone="accent">{ruleName}</Badge>}
      </p>
      <p className="whitespace-pre-wrap [overflow-wrap:anywhere]">{comment.body}</p>
    </article>
  );
}
