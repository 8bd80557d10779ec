/**
 * What a lead said last of marketing mails, in SQL: 'granted', 'denied' or null. `lead` is an alias of `leads`; leads that are
 * joined into it speak for it too. $1 is the workspace.
 */
export const consentOf = (lead: string) => `(select c.state from lead_consents c
  where c.workspace_id = $1 and c.purpose = 'marketing_email'
    and c.lead_id in (select ${lead}.id union all select m.id from leads m where m.workspace_id = $1 and m.joined_into = ${lead}.id)
  order by c.at desc, c.id desc limit 1)`;

/** Whether leads must have said yes, in SQL. $1 is the workspace. */
export const NEEDS_CONSENT = `coalesce((select s.needs_consent from mail_settings s where s.workspace_id = $1), true)`;

/**
 * Why a lead may not be written to by programmes, in SQL; null where it may. The codes are those of `LeftReason`.
 */
export const whyNot = (lead: string) => `case
  when ${lead}.joined_into is not null then 'joined'
  when ${lead}.objected_at is not null then 'objected'
  when ${consentOf(lead)} = 'denied' then 'unsubscribed'
  when ${NEEDS_CONSENT} and ${consentOf(lead)} is null then 'no_consent'
  when ${lead}.email is null then 'no_address' end`;
