-- What both sides have signed stays as it was signed, whatever a program tries.
create function sheet_version_is_published() returns trigger language plpgsql as $$
begin
  if old.state not in ('active', 'retired') then
    return coalesce(new, old);
  end if;
  if tg_op = 'DELETE'
     or new.content is distinct from old.content or new.hash <> old.hash or new.segment_id <> old.segment_id
     or new.number <> old.number or new.sheet_id <> old.sheet_id or new.trial_days <> old.trial_days
     or new.activated_at is distinct from old.activated_at
     or not (new.state = old.state or (old.state = 'active' and new.state = 'retired')) then
    raise exception 'a published sheet version never changes' using errcode = 'check_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger sheet_versions_published before update or delete on sheet_versions
  for each row execute function sheet_version_is_published();
