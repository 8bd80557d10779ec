import { createHash } from "node:crypto";
import type pg from "pg";
import { APP_ROLE } from "../client.ts";

const WORKSPACE = "workspace_id = nullif(current_setting('app.workspace_id', true), '')::integer";

/** Rows that may be read before the workspace is known: by who holds the credential (see db/client.ts). */
const LOOKUPS: Record<string, string> = {
  members: "user_id = nullif(current_setting('app.user_id', true), '')::integer",
  api_tokens: "token_hash = nullif(current_setting('app.token_hash', true), '')",
  sources: `nullif(current_setting('app.write_key_hash', true), '') in (write_key_hash, previous_key_hash)`,
  forms: "token = nullif(current_setting('app.form_token', true), '')",
  invitations: "token_hash = nullif(current_setting('app.invitation_hash', true), '')",
};

/**
 * Only an owner may ANALYZE, and after a bulk load the planner knows nothing of the tables until autovacuum has been by.
 * Takes no arguments and returns nothing, so there is nothing to misuse.
 */
const STATISTICS_FUNCTION = `
  create or replace function refresh_statistics() returns void language plpgsql security definer
  set search_path = public, pg_temp as $$ begin
    analyze leads; analyze lead_identities; analyze lead_attributes; analyze lead_terms;
    analyze activities; analyze events; analyze scores;
  end $$`;

/** SQL that brings every table with a workspace_id under forced row-level security and grants the app role its verbs. */
function statements(tenantTables: string[]): string[] {
  const sql: string[] = [];
  const policy = (table: string, name: string, command: string, using: string, check?: string) => {
    sql.push(`drop policy if exists ${name} on "${table}"`);
    sql.push(
      `create policy ${name} on "${table}" for ${command} to public using (${using})${check ? ` with check (${check})` : ""}`,
    );
  };
  for (const table of [...tenantTables, "workspaces"]) {
    sql.push(
      `alter table "${table}" enable row level security`,
      `alter table "${table}" force row level security`,
    );
  }
  for (const table of tenantTables) {
    policy(table, "tenant", "all", WORKSPACE, WORKSPACE);
    const lookup = LOOKUPS[table];
    if (lookup) policy(table, "credential", "select", lookup);
  }
  const own = WORKSPACE.replace("workspace_id", "id");
  policy("workspaces", "tenant", "all", own, own);
  policy("workspaces", "listing", "select", "current_setting('app.system', true) = 'on'");
  sql.push("drop policy if exists founding on workspaces");
  sql.push(
    "create policy founding on workspaces for insert to public with check (current_setting('app.system', true) = 'on')",
  );
  return sql;
}

type Found = { name: string; tenant: boolean };

/** Tables of ours and of the job queues. */
async function tablesOf(client: pg.ClientBase): Promise<Found[]> {
  const found = await client.query<Found>(`
    select c.relnamespace::regnamespace::text || '.' || c.relname as name,
      c.relnamespace = 'public'::regnamespace and exists (select from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped) as tenant
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('public', 'pgboss') and c.relkind in ('r', 'p') order by 1`);
  return found.rows;
}

/**
 * Applies row-level security and grants to whatever tables there are, so that a new table cannot be forgotten. Idempotent;
 * run by the owner after every migration. Changing policies shuts everybody out of every table for as long as it takes, so
 * it is not done where the same was done for the same tables before: what was done is noted with the function below.
 * @param always does it all the same, for who suspects that something was changed by hand.
 */
export async function secure(client: pg.ClientBase, always: boolean): Promise<void> {
  const known = await client.query("select from pg_roles where rolname = $1", [APP_ROLE]);
  await client.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = '${APP_ROLE}') then
        create role ${APP_ROLE} nologin nosuperuser nobypassrls nocreatedb nocreaterole;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`);
  await client.query(`
    do $$ begin
      if not pg_has_role(current_user, '${APP_ROLE}', 'member') then
        execute format('grant ${APP_ROLE} to %I', current_user);
      end if;
    end $$`);
  const tables = await tablesOf(client);
  const sql = statements(
    tables.flatMap(({ name, tenant }) => (tenant ? [name.slice("public.".length)] : [])),
  );
  const mark = createHash("sha256")
    .update(JSON.stringify([tables, sql, STATISTICS_FUNCTION]))
    .digest("hex");
  const noted = await client.query<{ mark: string | null }>(
    "select obj_description(to_regprocedure('public.refresh_statistics()'), 'pg_proc') as mark",
  );
  // Without the role the database came from another server, whose grants may not have come with it.
  if (!always && known.rowCount === 1 && noted.rows[0]?.mark === mark) return;
  for (const statement of sql) await client.query(statement);
  for (const schema of ["public", "pgboss"]) {
    await client.query(`grant usage on schema ${schema} to ${APP_ROLE}`);
    await client.query(
      `grant select, insert, update, delete on all tables in schema ${schema} to ${APP_ROLE}`,
    );
    await client.query(`grant usage, select on all sequences in schema ${schema} to ${APP_ROLE}`);
  }
  await client.query(STATISTICS_FUNCTION);
  await client.query("revoke all on function refresh_statistics() from public");
  await client.query(`grant execute on function refresh_statistics() to ${APP_ROLE}`);
  await client.query(`grant execute on all functions in schema pgboss to ${APP_ROLE}`);
  await client.query(`comment on function refresh_statistics() is '${mark}'`);
}
