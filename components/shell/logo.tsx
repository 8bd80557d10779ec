import { cn } from "#components/ui/cn.ts";

/** A sheet whose lines burn: the product's mark. Decorative, since the name always stands beside it. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("size-7 shrink-0", className)}>
      <rect x="4" y="3" width="24" height="26" rx="6" fill="#8F1D14" />
      <path d="M9 23.5h14M9 19h4M19 19h4" stroke="#FDE4E0" strokeWidth="2" strokeLinecap="round" />
      <path
        d="M16.4 6c.5 3-3.9 5-3.9 9a3.6 3.6 0 0 0 7.2.2c0-1.4-.6-2.5-1.3-3.4-.2 1-.7 1.7-1.5 2.1.3-3.1.6-5.5-.5-7.9Z"
        fill="#F7CE68"
      />
    </svg>
  );
}
