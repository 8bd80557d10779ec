"use client";

import { ChevronRight, Circle, CircleCheck } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { SIDES, type Side } from "#lib/permissions.ts";
import { hasSigned } from "#lib/sheets/pick-versions.ts";
import type { Sheet, Version } from "#lib/sheets/schemas.ts";
import type { Viewer } from "#lib/sheets/viewer.ts";
import { useItemName } from "./item-view.tsx";
import { SignDialog } from "./sign-dialog.tsx";
import { useSignOff } from "./use-sign-off.ts";
import type { SaveState } from "./use-working-copy.ts";

export type Signers = Record<Side, string[]>;

interface SignOffBarProps {
  sheet: Sheet;
  version: Version;
  viewer: Viewer;
  signers: Signers;
  saveState: SaveState;
}

/** Where the open version stands on its way to active, who signs it, and the viewer's own step. */
export function SignOffBar({ sheet, version, viewer, signers, saveState }: SignOffBarProps) {
  const t = useTranslations("Sheets");
  const [asking, setAsking] = useState<"sign" | "discard" | null>(null);
  const { withdraw, discard } = useSignOff(sheet.key);
  const { side } = viewer;
  const own = version.signatures.find(({ member }) => member.id === viewer.memberId);
  const reason = whyNot({ version, viewer, saveState });
  const reasonText =
    reason &&
    (reason === "already"
      ? t("sign.already", { side: side ? t(`sides.${side}`) : "" })
      : t(`sign.${reason}`));
  return (
    <section
      aria-label={t("sign.title")}
      className="mb-4 flex flex-col gap-3 rounded-lg border bg-raised p-3 shadow-card"
    >
      <ol aria-label={t("sign.steps")} className="flex flex-wrap items-center gap-x-2 gap-y-2">
        <Step done={false} current={version.state === "draft"} text={t("states.draft")} />
        <Arrow />
        <Step done={false} current={version.state === "in_review"} text={t("states.in_review")} />
        <Arrow />
        {SIDES.map((one) => (
          <SideStep key={one} side={one} version={version} names={signers[one]} />
        ))}
        <Arrow />
        <Step done={false} current={false} text={t("states.active")} />
      </ol>
      <ClearedNote version={version} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-t pt-3">
        <p id="sign-reason" className="text-muted">
          {reasonText ?? t("sign.clears")}
        </p>
        <div className="flex flex-wrap gap-2">
          {own && (
            <Button pending={withdraw.isPending} onClick={() => withdraw.mutate()}>
              {t("sign.withdraw")}
            </Button>
          )}
          {viewer.mayEdit && (
            <Button variant="ghost" pending={discard.isPending} onClick={() => setAsking("discard")}>
              {t("sign.discard")}
            </Button>
          )}
          {side && !own && (
            <Button
              variant="primary"
              disabled={reason !== null}
              aria-describedby="sign-reason"
              onClick={() => setAsking("sign")}
            >
              {t("sign.sign", { side: t(`sides.${side}`) })}
            </Button>
          )}
        </div>
      </div>
      {asking === "sign" && side && (
        <SignDialog sheet={sheet} version={version} side={side} onClose={() => setAsking(null)} />
      )}
      <ConfirmDialog
        open={asking === "discard"}
        onOpenChange={(open) => !open && setAsking(null)}
        title={t("sign.discardTitle")}
        description={sheet.versions.length === 1 ? t("sign.discardNew") : t("sign.discardText")}
        confirmText={t("sign.discard")}
        cancelText={t("cancel")}
        danger
        onConfirm={() => discard.mutate(version.revision)}
      />
    </section>
  );
}

/** Why a side that had signed has to sign again. */
function ClearedNote({ version }: { version: Version }) {
  const t = useTranslations("Sheets");
  const format = useFormatter();
  const nameOf = useItemName();
  const { cleared } = version;
  const sides = cleared?.sides.filter((side) => !hasSigned(version, side)) ?? [];
  if (!cleared || sides.length === 0) return null;
  return (
    <Alert tone="caution" live>
      {t("together.cleared", {
        sides: format.list(sides.map((side) => t(`sides.${side}`))),
        n: sides.length,
        name: cleared.member?.name ?? t("together.somebody"),
        item: nameOf(cleared.item, version),
        time: format.dateTime(new Date(cleared.at), { dateStyle: "medium", timeStyle: "short" }),
      })}
    </Alert>
  );
}

type Reason = "noSide" | "already" | "otherSide" | "unsaved";

function whyNot({
  version,
  viewer,
  saveState,
}: Pick<SignOffBarProps, "version" | "viewer" | "saveState">): Reason | null {
  if (viewer.side === null) return "noSide";
  const own = version.signatures.find(({ member }) => member.id === viewer.memberId);
  // Who has signed is told what would clear it: there is nothing left to sign.
  if (own) return own.side === viewer.side ? null : "otherSide";
  if (hasSigned(version, viewer.side)) return "already";
  return saveState === "saved" ? null : "unsaved";
}

const Arrow = () => (
  <li aria-hidden>
    <ChevronRight className="size-4 text-muted" />
  </li>
);

function Step({ current, text }: { done: boolean; current: boolean; text: string }) {
  return (
    <li aria-current={current ? "step" : undefined} className={current ? "font-semibold" : "text-muted"}>
      {text}
    </li>
  );
}

function SideStep({ side, version, names }: { side: Side; version: Version; names: string[] }) {
  const t = useTranslations("Sheets");
  const format = useFormatter();
  const signature = version.signatures.find((one) => one.side === side);
  const Icon = signature ? CircleCheck : Circle;
  const who = signature
    ? t("sign.by", {
        name: signature.member.name,
        date: format.dateTime(new Date(signature.signed_at), { dateStyle: "medium", timeStyle: "short" }),
      })
    : names.length > 0
      ? t("sign.missing", { names: format.list(names, { type: "disjunction" }) })
      : t("sign.nobody");
  return (
    <li className="flex items-start gap-1.5 pr-2">
      <Icon aria-hidden className={signature ? "mt-0.5 size-4 text-success" : "mt-0.5 size-4 text-muted"} />
      <span>
        <span className="font-medium">{t(`sides.${side}`)}</span>
        <span className="block text-muted text-sm">{who}</span>
      </span>
    </li>
  );
}
