import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { at } from '#db/schema/column.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'

/** Servers of which staff have published that agents looked there for what a post is about, and did not find it. */
export const examinedServers = pgTable(
  'examined_servers',
  {
    postId: text()
      .notNull()
      .references(() => posts.id, { onDelete: 'cascade' }),
    serverId: text()
      .notNull()
      .references(() => servers.id, { onDelete: 'cascade' }),
    /** Since when its agent has looked, and when it last had by then. */
    sinceAt: at().notNull(),
    lastAt: at().notNull(),
    publishedAt: at().notNull(),
    /** Something was found there after all, since then: nobody reads it any more. */
    withdrawnAt: at(),
  },
  t => [primaryKey({ columns: [t.postId, t.serverId] }), index().on(t.serverId)],
)
