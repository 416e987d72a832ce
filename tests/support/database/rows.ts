import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'

/** Keeps a copy of all rows beside them, for restoreRows. */
export async function keepRows(db: Database): Promise<void> {
  await db.execute(sql`create schema kept`)
  await db.execute(sql`
    do $$ declare name text; begin
      for name in select tablename from pg_tables where schemaname = 'public' loop
        execute format('create table kept.%I as table public.%I', name, name);
      end loop;
    end $$`)
}

/**
 * Brings all rows back to what they were, and forgets all jobs. Numbers that the database has given are not given again.
 * As the copy knows no order of the tables, their references are not checked.
 */
export async function restoreRows(db: Database): Promise<void> {
  await db.execute(sql`
    do $$ declare name text; names text; columns text; begin
      set local session_replication_role = replica;
      select string_agg(format('public.%I', tablename), ', ') into names from pg_tables where schemaname = 'public';
      execute 'truncate ' || names;
      for name in select tablename from pg_tables where schemaname = 'public' loop
        select string_agg(quote_ident(column_name), ', ') into columns from information_schema.columns
          where table_schema = 'public' and table_name = name and is_generated = 'NEVER';
        execute format(
          'insert into public.%I (%s) overriding system value select %s from kept.%I', name, columns, columns, name);
      end loop;
      delete from pgboss.job;
    end $$`)
}
