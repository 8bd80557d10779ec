"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { SegmentedControl } from "#components/ui/segmented-control.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Source } from "#lib/sources/schemas.ts";
import {
  type Consent,
  SDK_PACKAGES,
  SDKS,
  sdkCode,
  TRACKER_CALLS,
  TRACKER_MARKS,
  trackerSnippet,
} from "#lib/sources/snippets.ts";
import { newKey } from "./new-keys.ts";

const SHAPE = /^[\x21-\x7e]{8,200}$/;

/** The code for websites and SDKs, with the write key where the reader has it at hand. */
export function InstallTab({ source, origin }: { source: Source; origin: string | null }) {
  const t = useTranslations("Sources.install");
  const fresh = newKey(useQueryClient(), source.id);
  const [pasted, setPasted] = useState("");
  const typed = pasted.trim();
  const isRight = SHAPE.test(typed) && typed.startsWith(source.prefix);
  const key = fresh ?? (isRight ? typed : t("keyHereMissing"));
  const address = origin ?? (typeof window === "undefined" ? "" : window.location.origin);
  return (
    <div className="flex flex-col gap-6">
      {!origin && <Alert tone="caution">{t("noOrigin")}</Alert>}
      {fresh ? (
        <Alert tone="success">{t("keyHere")}</Alert>
      ) : (
        <Field
          label={t("keyLabel")}
          hint={t("keyHint", { prefix: source.prefix })}
          error={typed !== "" && !isRight ? t("keyWrong", { prefix: source.prefix }) : undefined}
        >
          <Input
            autoComplete="off"
            spellCheck={false}
            value={pasted}
            onChange={({ target }) => setPasted(target.value)}
          />
        </Field>
      )}
      {address && <Website origin={address} writeKey={key} />}
      {address && <Sdks origin={address} writeKey={key} />}
    </div>
  );
}

type CodeProps = { origin: string; writeKey: string };

function Website({ origin, writeKey }: CodeProps) {
  const t = useTranslations("Sources.install");
  const [consent, setConsent] = useState<Consent>("wait");
  const heading = "font-medium";
  return (
    <Card title={t("trackerTitle")} description={t("trackerText")}>
      <div className="flex flex-col gap-4">
        <div className="flex flex-col items-start gap-2">
          <SegmentedControl
            label={t("consent")}
            value={consent}
            onValueChange={setConsent}
            options={[
              { value: "wait", label: t("consentWait") },
              { value: "on", label: t("consentOn") },
            ]}
          />
          <p className="text-muted">{t(consent === "wait" ? "consentWaitText" : "consentOnText")}</p>
        </div>
        <CodeBlock
          label={t("snippet")}
          code={trackerSnippet(origin, writeKey, consent)}
          copyLabel={t("copySnippet")}
        />
        <p className="text-muted">
          {t("origin", { origin })} {t("csp", { origin })}
        </p>
        <div>
          <h3 className={heading}>{t("measuredTitle")}</h3>
          <p className="text-muted">{t("measured")}</p>
        </div>
        <h3 className={heading}>{t("callsTitle")}</h3>
        <CodeBlock label={t("calls")} code={TRACKER_CALLS} copyLabel={t("copyCalls")} />
        <h3 className={heading}>{t("marksTitle")}</h3>
        <CodeBlock label={t("marks")} code={TRACKER_MARKS} copyLabel={t("copyMarks")} />
      </div>
    </Card>
  );
}

function Sdks({ origin, writeKey }: CodeProps) {
  const t = useTranslations("Sources.install");
  const [chosen, setChosen] = useState<string>(SDKS[0]);
  const sdk = SDKS.find((one) => one === chosen) ?? SDKS[0];
  const name = t(`sdks.${sdk}`);
  return (
    <Card title={t("sdkTitle")} description={t("sdkText")}>
      <div className="flex flex-col gap-4">
        <Field label={t("sdk")} className="sm:max-w-72">
          <Select
            value={sdk}
            onChange={({ target }) => setChosen(target.value)}
            options={SDKS.map((value) => ({ value, label: t(`sdks.${value}`) }))}
          />
        </Field>
        <code className="text-muted text-sm">npm install {SDK_PACKAGES[sdk]}</code>
        <CodeBlock
          label={t("sdkCode", { name })}
          code={sdkCode(sdk, origin, writeKey)}
          copyLabel={t("copySdk", { name })}
        />
      </div>
    </Card>
  );
}
