import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at, createdAt, idColumn } from '#db/schema/column.ts'
import { staff } from '#db/schema/staff.ts'
import type { ImportCounts } from '#lib/rules/imports/import-counts.ts'
import type { ImportProblem } from '#lib/rules/imports/import-problem.ts'
import type { LeftBehind, MovedItem, MovedKind } from '#lib/rules/imports/moved.ts'
import type { ProductName } from '#lib/rules/imports/products.ts'

/** reading: it is read there. read: it waits for whoever looks at it. */
export type ImportState = 'reading' | 'failed' | 'read' | 'applying' | 'applied'

/** What was read of another product, on its way into this site. It is forgotten some days after. */
export const imports = pgTable(
  'imports',
  {
    id: idColumn(),
    staffId: text('person_id')
      .notNull()
      .references(() => staff.id),
    product: text().$type<ProductName>().notNull(),
    /** Whose site it is there; empty: the product says none. */
    site: text().notNull().default(''),
    state: text().$type<ImportState>().notNull().default('reading'),
    /** How many of what were read or applied so far. */
    doneCount: integer().notNull().default(0),
    doneOf: text().notNull().default(''),
    /** Why it could not be read, and what the other side said. */
    problem: text().$type<ImportProblem>(),
    detail: text().notNull().default(''),
    /** What stays there. */
    left: jsonb().$type<LeftBehind[]>().notNull().default([]),
    /** What applying it did; null: it was not applied. */
    counts: jsonb().$type<ImportCounts>(),
    createdAt: createdAt(),
    /** When something of it last went on: who is busy and silent for long was cut off. */
    movedAt: createdAt(),
  },
  t => [index('imports_order').on(t.createdAt)],
)

/** What was read, in pieces of one kind each, in the order in which they are written. */
export const importPieces = pgTable(
  'import_pieces',
  {
    importId: text()
      .notNull()
      .references(() => imports.id, { onDelete: 'cascade' }),
    sequence: integer().notNull(),
    kind: text().$type<MovedKind>().notNull(),
    items: jsonb().$type<MovedItem[]>().notNull(),
  },
  t => [primaryKey({ columns: [t.importId, t.sequence] })],
)

/** Where what we have came from, so that it comes once. */
export const importedThings = pgTable(
  'imported_things',
  {
    product: text().$type<ProductName>().notNull(),
    site: text().notNull(),
    kind: text().$type<MovedKind>().notNull(),
    /** By which the other product knows it, and we. */
    theirId: text().notNull(),
    ourId: text().notNull(),
    /** A digest of what it was there, and what tells whether it was changed here since. */
    theirs: text().notNull(),
    ours: text().notNull(),
    importedAt: at().notNull(),
  },
  t => [primaryKey({ columns: [t.product, t.site, t.kind, t.theirId] }), index('imported_ours').on(t.ourId)],
)
