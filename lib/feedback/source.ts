/** Attributes that say where a lead came from, the most telling first. */
export const SOURCE_KEYS = ["source", "utm_source", "lead_source", "origin"] as const;

/** SQL: the first source that was ever known of the lead with this id; null: none. Of several at once the most telling. */
export const firstSource = (
  leadId: string,
): string => `(select left(a.value #>> '{}', 200) from lead_attributes a
  where a.workspace_id = $1 and a.lead_id = ${leadId} and a.key = any('{${SOURCE_KEYS.join(",")}}'::text[])
    and jsonb_typeof(a.value) = 'string' and a.value #>> '{}' <> ''
  order by a.known_at, array_position('{${SOURCE_KEYS.join(",")}}'::text[], a.key) limit 1)`;
