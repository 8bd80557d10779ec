import pg from "pg";
import { appConnection } from "../client.ts";

type Findings = {
  role: string;
  superuser: boolean;
  bypass: boolean;
  owned: string[];
  exposed: string[];
};

/**
 * Refuses to serve with a role that row-level security does not bind.
 * @throws Error naming what is wrong: a superuser, BYPASSRLS, an owner of tables, or a table without forced policies.
 */
export async function checkAppRole(): Promise<void> {
  const client = new pg.Client({ ...appConnection(), connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<Findings>(`
      select current_user::text as role, r.rolsuper as superuser, r.rolbypassrls as bypass,
        array(select c.relname::text from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')) as owned,
        array(select c.relname::text from pg_class c
              join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
              where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                and not (c.relrowsecurity and c.relforcerowsecurity
                         and exists (select from pg_policy p where p.polrelid = c.oid))) as exposed
      from pg_roles r where r.rolname = current_user`);
    const found = rows[0];
    if (!found) throw new Error("the database role is unknown");
    const wrong = [
      found.superuser && "is a superuser",
      found.bypass && "may bypass row-level security",
      found.owned.length > 0 && `owns tables (${found.owned.slice(0, 5).join(", ")})`,
      found.exposed.length > 0 &&
        `would meet tables without forced row-level security (${found.exposed.slice(0, 5).join(", ")})`,
    ].filter(Boolean);
    if (wrong.length > 0) {
      throw new Error(
        `The database role "${found.role}" ${wrong.join(", ")}. Run "npm run migrate" and see docs/decisions.md.`,
      );
    }
  } finally {
    await client.end();
  }
}
