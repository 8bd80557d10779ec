import type { ReactNode } from "react";

export interface AuthCardProps {
  title: ReactNode;
  children: ReactNode;
}

export function AuthCard({ title, children }: AuthCardProps) {
  return (
    <section className="flex flex-col gap-4 rounded-lg border bg-raised p-6 shadow-card">
      <h1 className="font-semibold text-xl [overflow-wrap:anywhere]">{title}</h1>
      {children}
    </section>
  );
}
