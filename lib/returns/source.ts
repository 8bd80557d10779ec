/**
 * Attributes that say where a lead came from: the first value that was told in one of them, of two told at the same instant
 * the one listed first. Without any, the source of the campaign that the first event's context names.
 */
const ATTRIBUTES = ["lead_source", "first_source", "original_source", "source", "utm_source", "origin"];
const MAX_LENGTH = 120;
/** Keys are compared in lower case, with `_` for anything but letters and digits. */
const FOLDED = "lower(regexp_replace(a.key, '[^[:alnum:]]+', '_', 'g'))";
const NAMES = `array[${ATTRIBUTES.map((name) => `'${name}'`).join(", ")}]`;
const TEXT = (json: string) =>
  `nullif(btrim(left(btrim(regexp_replace(${json} #>> '{}', '[[:cntrl:]]', ' ', 'g')), ${MAX_LENGTH})), '')`;
const SCALAR = (json: string) => `jsonb_typeof(${json}) in ('string', 'number', 'boolean')`;

/** SQL: the source of the lead `l`, as text; null where none was told. */
export const LEAD_SOURCE = `coalesce(
  (select ${TEXT("a.value")} from lead_attributes a
   where a.workspace_id = l.workspace_id and a.lead_id = l.id and ${FOLDED} = any(${NAMES})
     and ${SCALAR("a.value")} and ${TEXT("a.value")} is not null
   order by a.known_at, array_position(${NAMES}, ${FOLDED}) limit 1),
  (select case when ${SCALAR("e.source")} then ${TEXT("e.source")} end
   from (select rest #> '{context,campaign,source}' as source from events
     where workspace_id = l.workspace_id and lead_id = l.id and counts order by occurred_at limit 1) e))`;

/**
 * SQL: when the lead `l` came in: the first that is known of it or of a lead that is joined into it.
 */
export const ENTERED_AT = `least(l.created_at,
  case when l.has_joined then (select min(j.created_at) from leads j
    where j.workspace_id = l.workspace_id and j.joined_into = l.id) end,
  (select min(a.known_at) from lead_attributes a where a.workspace_id = l.workspace_id and a.lead_id = l.id),
  (select min(h.at) from stage_history h where h.workspace_id = l.workspace_id and h.lead_id = l.id),
  (select e.occurred_at from events e where e.workspace_id = l.workspace_id and e.lead_id = l.id and e.counts
   order by e.occurred_at limit 1))`;
