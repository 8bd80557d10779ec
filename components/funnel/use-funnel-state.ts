"use client";

import { useQueryStates } from "nuqs";
import type { FunnelState, NumberSpec } from "#lib/funnel/api.ts";
import { funnelParsers, funnelViewParsers } from "#lib/funnel/search-params.ts";

/** The report as the URL describes it, and what lies over it; every change can be gone back from. */
export function useFunnelState() {
  const [state, setState] = useQueryStates(funnelParsers, { history: "push" });
  const [view, setView] = useQueryStates(funnelViewParsers, { history: "push" });
  return {
    state,
    view,
    change: (next: Partial<FunnelState>) => void setState(next),
    setStage: (stage: typeof view.stage) => void setView({ stage }),
    /** Which leads are listed; null: none are. */
    number: view.leads === null ? null : (Object.fromEntries(new URLSearchParams(view.leads)) as NumberSpec),
    open: (number: NumberSpec) =>
      void setView({
        leads: new URLSearchParams(Object.entries(number).map(([k, v]) => [k, String(v)])).toString(),
      }),
    close: () => void setView({ leads: null }),
  };
}
