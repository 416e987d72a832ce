import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at, createdAt } from './column.ts'
import { posts } from './post.ts'
import { servers } from './server.ts'
import { subscribers } from './subscriber.ts'

/** On which servers of an advisory the work is done. */
export const postProgress = pgTable(
  'post_progress',
  {
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    serverId: text()
      .notNull()
      .references(() => servers.id),
    doneAt: at().notNull(),
  },
  t => [primaryKey({ columns: [t.postId, t.serverId] })],
)

/** Which subscribers were mailed the private link to an advisory that was not public yet. */
export const advanceMails = pgTable(
  'advance_mails',
  {
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    subscriberId: text()
      .notNull()
      .references(() => subscribers.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  t => [primaryKey({ columns: [t.postId, t.subscriberId] }), index().on(t.subscriberId)],
)
