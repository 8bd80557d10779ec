"use client";

import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button.tsx";
import { cn } from "./cn.ts";
import { Tooltip } from "./tooltip.tsx";

export interface IconButtonProps extends Omit<ButtonProps, "children" | "aria-label"> {
  /** Accessible name, also shown as the tooltip. */
  label: string;
  children: ReactNode;
}

export function IconButton({
  label,
  className,
  children,
  variant = "ghost",
  size,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip content={label}>
      <Button
        aria-label={label}
        variant={variant}
        size={size}
        className={cn("px-0", size === "sm" ? "w-7" : size === "lg" ? "w-11" : "w-9", className)}
        {...props}
      >
        {children}
      </Button>
    </Tooltip>
  );
}
