import type pg from "pg";

type Part = { name: string; definition: string; kind: "p" | "u" | "f" | "index" };

async function partsOf(owner: pg.Client, table: string): Promise<Part[]> {
  const found = await owner.query<Part>(
    `select conname as name, pg_get_constraintdef(oid) as definition, contype::text as kind
     from pg_constraint where conrelid = $1::regclass and contype in ('p', 'u', 'f')
     union all
     select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), 'index'
     from pg_index i where i.indrelid = $1::regclass
       and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.conrelid = $1::regclass)`,
    [table],
  );
  return found.rows;
}

/** Runs `load` while the table has no keys and no indexes, then makes them anew: many times faster than row by row. */
export async function withBareTable(
  owner: pg.Client,
  table: string,
  load: () => Promise<void>,
): Promise<void> {
  const parts = await partsOf(owner, table);
  const order = ["f", "index", "u", "p"];
  parts.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  for (const { name, kind } of parts) {
    await owner.query(
      kind === "index" ? `drop index ${name}` : `alter table ${table} drop constraint "${name}"`,
    );
  }
  await load();
  for (const { name, definition, kind } of parts.reverse()) {
    await owner.query(
      kind === "index" ? definition : `alter table ${table} add constraint "${name}" ${definition}`,
    );
  }
}
