import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { at } from './column.ts'

/** Hand-overs that let somebody in, so that none does so twice. */
export const handOvers = pgTable(
  'hand_overs',
  {
    /** SHA-256 of its id (jti), hex. */
    idHash: text().primaryKey(),
    /** From then on it opens nothing anyway. */
    forgetAt: at().notNull(),
  },
  t => [index().on(t.forgetAt)],
)
