import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CannotRead } from './cannot-read.ts'
import type { SavedFiles } from './files.ts'

export type SqliteRow = Record<string, unknown>

/** A database of another product. rows: all of a table, without those columns that it does not have; null: there is no such table. */
export type SqliteFile = {
  has: (table: string) => boolean
  rows: (table: string, columns: readonly string[], most: number) => SqliteRow[]
}

const beginning = Buffer.from('SQLite format 3\0')

function isSqlite(bytes: Buffer): boolean {
  return bytes.subarray(0, beginning.length).equals(beginning)
}

/**
 * Reads a SQLite database, as a copy that nobody else has, which is gone when use returns. Only tables are read, by SELECT of
 * their columns: views and virtual tables could run what the file says, and triggers fire on changes alone. The file may
 * define what it likes: it is opened read-only, without extensions, and attaches nothing. log: what was written beside it
 * and not yet into it; null: nothing.
 */
export function withSqlite<T>(bytes: Buffer, log: Buffer | null, use: (file: SqliteFile) => T): T {
  if (!isSqlite(bytes)) throw new CannotRead('unreadable-file', 'SQLite')
  const folder = mkdtempSync(join(tmpdir(), 'allclear-import-'))
  try {
    return readCopy(join(folder, 'copy.db'), bytes, log, use)
  } catch (error) {
    if (error instanceof CannotRead || !(error instanceof Error)) throw error
    throw new CannotRead('unreadable-file', error.message)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readCopy<T>(path: string, bytes: Buffer, log: Buffer | null, use: (file: SqliteFile) => T): T {
  writeFileSync(path, log ? bytes : closedForWriting(bytes), { mode: 0o600 })
  if (log) takeLog(path, log)
  const db = new DatabaseSync(path, { readOnly: true, allowExtension: false })
  try {
    db.exec('pragma trusted_schema = off; pragma cell_size_check = on; pragma query_only = on')
    return use(reading(db))
  } finally {
    db.close()
  }
}

/** Brings what stands in the log into the copy; that runs nothing of what the file defines. */
function takeLog(path: string, log: Buffer): void {
  writeFileSync(`${path}-wal`, log, { mode: 0o600 })
  const db = new DatabaseSync(path, { allowExtension: false })
  try {
    db.exec('pragma trusted_schema = off; pragma wal_checkpoint(truncate)')
  } finally {
    db.close()
  }
  writeFileSync(path, closedForWriting(readFileSync(path)))
}

/** A copy that says of itself that others write to it beside a log (bytes 18 and 19) cannot be opened for reading alone. */
function closedForWriting(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes)
  copy[18] = 1
  copy[19] = 1
  return copy
}

function reading(db: DatabaseSync): SqliteFile {
  const tables = new Set(
    db
      .prepare("select name, sql from sqlite_schema where type = 'table'")
      .all()
      .filter(({ sql }) => !/^\s*create\s+virtual/i.test(String(sql)))
      .map(({ name }) => String(name)),
  )
  return {
    has: table => tables.has(table),
    rows(table, columns, most) {
      if (!tables.has(table)) return []
      const known = db.prepare(`select name from pragma_table_info('${table}')`).all()
      const there = new Set(known.map(({ name }) => String(name)))
      const asked = columns.filter(column => there.has(column))
      if (asked.length === 0) return []
      const names = asked.map(column => `"${column}"`).join(', ')
      return db.prepare(`select ${names} from "${table}" limit ${most}`).all() as SqliteRow[]
    },
  }
}

/** The database among the files that were saved, with its log; null: there is none. */
export function findSqlite(files: SavedFiles): { bytes: Buffer; log: Buffer | null } | null {
  const name =
    files.names.find(each => /\.(db|sqlite3?)$/i.test(each)) ??
    (files.names.length === 1 ? files.names[0] : undefined)
  if (name === undefined) return null
  const bytes = files.bytes(name)
  if (!isSqlite(bytes)) return null
  const log = files.names.includes(`${name}-wal`) ? files.bytes(`${name}-wal`) : null
  return { bytes, log: log && log.length > 0 ? log : null }
}

/** What a row holds as text; null: nothing, or no text. */
export function textIn(row: SqliteRow, column: string): string | null {
  const value = row[column]
  return typeof value === 'string' ? value : null
}

export function numberIn(row: SqliteRow, column: string): number | null {
  const value = row[column]
  return typeof value === 'number' ? value : null
}
