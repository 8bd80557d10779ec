import { TOUCH_ATTRIBUTES } from "./first-touch.ts";

/** Keys are compared in lower case, with `_` for anything but letters and digits. */
const FOLDED = "lower(regexp_replace(a.key, '[^[:alnum:]]+', '_', 'g'))";
const NAMES = `array[${TOUCH_ATTRIBUTES.source.map((name) => `'${name}'`).join(", ")}]`;
const TEXT = (json: string) =>
  `nullif(btrim(left(btrim(regexp_replace(${json} #>> '{}', '[[:cntrl:]]', ' ', 'g')), 120)), '')`;
const SCALAR = (json: string) => `jsonb_typeof(${json}) in ('string', 'number', 'boolean')`;

/**
 * SQL: the source of a lead as `firstTouch` says it, for the few leads whose journeys may not be written yet; null where
 * none was told. $1 is the workspace.
 * @param leadId an expression
 */
export const firstSource = (leadId: string): string => `coalesce(
  (select ${TEXT("a.value")} from lead_attributes a
   where a.workspace_id = $1 and a.lead_id = ${leadId} and ${FOLDED} = any(${NAMES})
     and ${SCALAR("a.value")} and ${TEXT("a.value")} is not null
   order by a.known_at, array_position(${NAMES}, ${FOLDED}) limit 1),
  (select case when ${SCALAR("e.source")} then ${TEXT("e.source")} end
   from (select rest #> '{context,campaign,source}' as source from events
     where workspace_id = $1 and lead_id = ${leadId} and counts order by occurred_at limit 1) e))`;
