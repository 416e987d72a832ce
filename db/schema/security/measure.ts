import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { at, createdAt, idColumn } from '#db/schema/column.ts'
import { posts } from '#db/schema/post.ts'
import { sources } from '#db/schema/source.ts'
import { staff } from '#db/schema/staff.ts'
import type { ContainmentKind } from '#lib/rules/containment/containment.ts'

/** What was done against an attack. */
export const containmentLog = pgTable(
  'measures',
  {
    id: idColumn(),
    kind: text().$type<ContainmentKind>().notNull(),
    text: text().notNull(),
    /** For staff: why it was done. */
    why: text(),
    /** For staff: who did it, as they or a program said. */
    doneBy: text(),
    isEverywhere: boolean().notNull().default(false),
    serverIds: text().array().notNull().default(sql`'{}'`),
    groupIds: text().array().notNull().default(sql`'{}'`),
    since: at().notNull(),
    /** When it ended, or is to; null: it goes on. */
    until: at(),
    /** The incident or advisory that it belongs to; null: none yet. */
    postId: text().references(() => posts.id, { onDelete: 'set null' }),
    /** Readers of its post may read of it. */
    isPublic: boolean().notNull().default(false),
    /** Who of the staff entered it, or the program that did. */
    staffId: text('person_id').references(() => staff.id, { onDelete: 'set null' }),
    sourceId: text().references(() => sources.id),
    /** By which that program knows it. */
    sourceKey: text(),
    createdAt: createdAt(),
    /** It was entered by mistake. */
    withdrawnAt: at(),
    /** Counts what was changed, so that nobody overwrites what they have not seen. */
    version: integer().notNull().default(0),
  },
  t => [
    unique('measures_of_source').on(t.sourceId, t.sourceKey),
    index('measures_of_post').on(t.postId),
    index('measures_order').on(t.since),
  ],
)
