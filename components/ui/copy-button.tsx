"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { IconButton } from "./icon-button.tsx";
import { showToast } from "./toast.tsx";

export interface CopyButtonProps {
  value: string;
  /** What is copied, such as "Copy write key". */
  label: string;
  size?: "sm" | "md";
}

export function CopyButton({ value, label, size = "sm" }: CopyButtonProps) {
  const t = useTranslations("Ui");
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch (cause) {
      // The clipboard is closed over plain http and to pages without the permission.
      console.warn(cause);
      showToast("error", t("copyFailed"));
    }
  };

  return (
    <>
      <IconButton label={label} size={size} onClick={copy}>
        {copied ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
      </IconButton>
      <span role="status" className="sr-only">
        {copied ? t("copied") : ""}
      </span>
    </>
  );
}
