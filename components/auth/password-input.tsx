"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Input, type InputProps } from "#components/ui/input.tsx";

/** A password that can be looked at, and pasted, before it is sent. */
export function PasswordInput(props: Omit<InputProps, "type">) {
  const t = useTranslations("Auth");
  const [shown, setShown] = useState(false);
  return (
    <span className="relative block">
      <Input
        {...props}
        type={shown ? "text" : "password"}
        className="pr-10"
        autoCapitalize="off"
        spellCheck={false}
      />
      <span className="absolute top-1 right-1">
        <IconButton
          size="sm"
          label={shown ? t("hidePassword") : t("showPassword")}
          onClick={() => setShown((now) => !now)}
        >
          {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
        </IconButton>
      </span>
    </span>
  );
}
