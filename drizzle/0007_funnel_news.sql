-- Whatever changes what a lead means for the funnel notes the lead, in the same transaction: an append, so that writers
-- neither wait for each other nor for the job that reads the notes.
create function note_new_journeys() returns trigger language plpgsql as $$
begin
  insert into journey_news (workspace_id, lead_id) select workspace_id, id from fresh;
  return null;
end $$;
--> statement-breakpoint
create trigger leads_new_journeys after insert on leads referencing new table as fresh
  for each statement execute function note_new_journeys();
--> statement-breakpoint
create function note_journey_of_lead() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    insert into journey_news (workspace_id, lead_id)
      select old.workspace_id, one from unnest(array[old.id, old.joined_into]) as one where one is not null;
  else
    insert into journey_news (workspace_id, lead_id)
      select distinct new.workspace_id, one from unnest(array[new.id, old.joined_into, new.joined_into]) as one
      where one is not null;
  end if;
  return null;
end $$;
--> statement-breakpoint
-- By row, with a condition: the update that every event brings (`last_event_at`) then costs a comparison.
create trigger leads_changed_journey after update on leads for each row
  when (old.owner_id is distinct from new.owner_id or old.joined_into is distinct from new.joined_into
    or old.created_at <> new.created_at or (old.last_event_at is null and new.last_event_at is not null)
    or old.attributes is distinct from new.attributes)
  execute function note_journey_of_lead();
--> statement-breakpoint
create trigger leads_gone_journey after delete on leads for each row execute function note_journey_of_lead();
--> statement-breakpoint
create function note_journeys_of_stages() returns trigger language plpgsql as $$
begin
  insert into journey_news (workspace_id, lead_id) select distinct workspace_id, lead_id from changed;
  return null;
end $$;
--> statement-breakpoint
create trigger stage_history_told_journeys after insert on stage_history referencing new table as changed
  for each statement execute function note_journeys_of_stages();
--> statement-breakpoint
create trigger stage_history_moved_journeys after update on stage_history referencing new table as changed
  for each statement execute function note_journeys_of_stages();
--> statement-breakpoint
create trigger stage_history_left_journeys after update on stage_history referencing old table as changed
  for each statement execute function note_journeys_of_stages();
--> statement-breakpoint
create trigger stage_history_gone_journeys after delete on stage_history referencing old table as changed
  for each statement execute function note_journeys_of_stages();
