import {
  and,
  eq,
  exists,
  gt,
  isNotNull,
  isNull,
  lt,
  lte,
  ne,
  not,
  or,
  type Placeholder,
  type SQL,
} from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { gatherSlots } from '#db/reads/maintenance/gather-slots.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import type { ToldMaintenance } from '#lib/rules/maintenance/told-maintenance.ts'
import { later } from '#lib/rules/time/time.ts'

/** From this long before its beginning until this long after its end all of it is looked at: reminders, turns and overrun lie within. */
const nearSeconds = 2 * 86_400

/** Maintenance that runs, comes soon or ended just now, and of what is far off only what customers have to be told. */
export async function readMaintenanceToDecide(tx: Transaction, now: Date): Promise<ToldMaintenance[]> {
  const rows = await askMaintenance(tx, {
    now,
    endedAfter: later(now, -nearSeconds),
    startingBefore: later(now, nearSeconds),
  })
  return gatherSlots(
    rows.map(({ period, slot, visibility, slug }) => ({
      period: { ...period, slug, isPublic: visibility === 'published' },
      slot,
    })),
  )
}

type Moments = { now: Date; endedAfter: Date; startingBefore: Date }

const askMaintenance = keptQuestion((db, { now, endedAfter, startingBefore }: AskedWith<Moments>) =>
  db
    .select({ period: maintenance, slot: maintenanceServers, visibility: posts.visibility, slug: posts.slug })
    .from(maintenance)
    .innerJoin(maintenanceServers, eq(maintenanceServers.maintenanceId, maintenance.id))
    .leftJoin(posts, eq(posts.id, maintenance.postId))
    .where(
      and(
        gt(maintenance.endsAt, endedAfter),
        // What agents say of their own servers may be much: once its end was looked at, it is of no use.
        or(isNull(maintenance.sourceId), isNull(maintenanceServers.endToldAt)),
        or(lt(maintenance.startsAt, startingBefore), isNews(db, now)),
      ),
    )
    .orderBy(maintenance.startsAt, maintenance.id, maintenanceServers.serverId),
)

/** Customers of a turn know less than they have to, or something else. */
function isNews(tx: Database, now: Placeholder): SQL | undefined {
  const { isQuiet, cancelledAt, announceAt } = maintenance
  const { toldAt, toldStartsAt, toldEndsAt, startsAt, endsAt, cancelledAt: droppedAt } = maintenanceServers
  const isUntold = or(isNull(toldAt), ne(toldStartsAt, startsAt), ne(toldEndsAt, endsAt))
  const isDue = or(isNull(announceAt), lte(announceAt, now))
  return and(
    not(isQuiet),
    or(
      and(isNull(cancelledAt), isDue, hasSlot(tx, isUntold)),
      and(isNotNull(cancelledAt), hasSlot(tx, isNotNull(toldAt))),
      hasSlot(tx, and(isNotNull(droppedAt), isNotNull(toldAt))),
    ),
  )
}

function hasSlot(tx: Database, which: SQL | undefined): SQL {
  const own = eq(maintenanceServers.maintenanceId, maintenance.id)
  const open = isNull(maintenanceServers.endToldAt)
  return exists(
    tx
      .select({ id: maintenanceServers.serverId })
      .from(maintenanceServers)
      .where(and(own, open, which)),
  )
}
