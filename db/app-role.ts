import type postgres from 'postgres';
import { connect } from './connect';

interface Rights {
  table: string;
  /** Filled by a trigger of the ledger alone. */
  is_derived: boolean;
  keeps_rows: boolean;
  keeps_all: boolean;
  /** Columns that may change where others of the table may not. */
  changing: string[];
}

/**
 * Gives the role that the app runs as what it needs and no more: what a trigger refuses it has no right to
 * either, so that it can neither change what was booked nor switch the trigger off (it owns nothing). Made
 * from the triggers themselves: an append-only table of tomorrow is one without anybody thinking of this. Run
 * after every migration, in its transaction.
 */
export async function grantAppRole(tx: postgres.TransactionSql, role: string): Promise<void> {
  const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const to = quote(role);
  // Bits of tgtype: 1 each row, 8 delete, 16 update. A trigger with a condition (tgqual) refuses some changes
  // only.
  const tables = await tx<Rights[]>`
    select c.relname as table,
      coalesce(bool_or(p.proname = 'refuse_unless_from_ledger'), false) as is_derived,
      coalesce(bool_or(p.proname = 'refuse_change' and t.tgqual is null and t.tgtype & 9 = 9), false) as keeps_rows,
      coalesce(bool_or(p.proname = 'refuse_change' and t.tgqual is null and t.tgtype & 17 = 17), false) as keeps_all,
      array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        and not exists (select from pg_trigger u join pg_proc q on q.oid = u.tgfoid and q.proname = 'refuse_change'
          where u.tgrelid = c.oid and u.tgqual is null and u.tgtype & 17 = 17
            and (u.tgattr::text = '' or a.attnum = any (string_to_array(u.tgattr::text, ' ')::int[])))) as changing
    from pg_class c left join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal left join pg_proc p on p.oid = t.tgfoid
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace group by c.oid, c.relname order by 1`;
  await tx.unsafe(`
    revoke create on schema public from public;
    grant usage on schema public to ${to};
    revoke all on all tables in schema public from ${to};
    grant usage, select on all sequences in schema public to ${to};
    alter function keep_stock_levels() security definer set search_path = public, pg_temp;
    revoke execute on function keep_stock_levels() from public`);
  for (const { table, is_derived, keeps_rows, keeps_all, changing } of tables) {
    const rights = ['select'];
    if (!is_derived) {
      rights.push('insert');
      if (!keeps_all) rights.push('update');
      else if (changing.length > 0) rights.push(`update (${changing.map(quote).join(', ')})`);
      if (!keeps_rows) rights.push('delete');
    }
    await tx.unsafe(`grant ${rights.join(', ')} on ${quote(table)} to ${to}`);
  }
}

/** The name the database knows the user of an address by; a pooler may call it otherwise. */
export async function roleOf(url: string): Promise<string> {
  const sql = connect(url, { max: 1, connection: { application_name: 'bestellfix-role' } });
  try {
    const [row] = await sql<{ role: string }[]>`select current_user as role`;
    return row?.role ?? '';
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * True when the user of an address could change what was booked: as owner of the tables, as superuser, or by
 * a right too many.
 */
export async function canChangeLedger(url: string): Promise<boolean> {
  const sql = connect(url, { max: 1, connection: { application_name: 'bestellfix-role' } });
  try {
    const [row] = await sql<{ can: boolean }[]>`
      select coalesce(bool_or(r.rolsuper or pg_has_role(current_user, c.relowner, 'member')
        or has_table_privilege(c.oid, 'update, delete, truncate, trigger')), false) as can
      from pg_class c, pg_roles r
      where r.rolname = current_user and c.oid in (to_regclass('public.ledger_entries'), to_regclass('public.audit_events'))`;
    return row?.can ?? false;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
