"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useErrorToast } from "#components/settings/use-error-text.ts";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { endpointsQuery, testEndpoint } from "#lib/webhooks/api.ts";
import { useDeliveryError } from "./use-delivery-error.ts";

export function TestCard({ webhookKey }: { webhookKey: string }) {
  const t = useTranslations("Webhooks.test");
  const errorText = useDeliveryError();
  const queryClient = useQueryClient();
  const onError = useErrorToast();
  const test = useMutation({
    mutationFn: testEndpoint,
    onError,
    onSuccess: () => queryClient.invalidateQueries(endpointsQuery()),
  });
  const result = test.data;
  return (
    <Card title={t("title")} description={t("text")}>
      <Button pending={test.isPending} onClick={() => test.mutate(webhookKey)}>
        {t("send")}
      </Button>
      {result && (
        <Alert
          live
          tone={result.delivered ? "success" : "danger"}
          title={result.delivered ? t("delivered") : t("failed")}
          className="mt-4"
        >
          <p>
            {result.error
              ? errorText(result.error, result.status)
              : t("answered", { status: result.status ?? 0 })}{" "}
            {t("took", { ms: result.ms })}
          </p>
          {result.response && (
            <CodeBlock label={t("response")} code={result.response} copyLabel={t("copy")} />
          )}
        </Alert>
      )}
    </Card>
  );
}
