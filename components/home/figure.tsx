import Link from "next/link";
import type { ReactNode } from "react";

export const linkClass = "text-accent underline underline-offset-2";

interface FigureProps {
  label: string;
  href: string;
  children: ReactNode;
}

/** A figure above what it counts, which leads to those counted. */
export function Figure({ label, href, children }: FigureProps) {
  return (
    <div className="flex flex-col-reverse justify-end">
      <dt className="text-sm">
        <Link href={href} className={linkClass}>
          {label}
        </Link>
      </dt>
      <dd className="font-semibold text-xl tabular-nums">{children}</dd>
    </div>
  );
}
