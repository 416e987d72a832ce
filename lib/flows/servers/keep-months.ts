import type { Database } from '#db/client.ts'
import { type DueMonth, readChangesOf, readDueMonths } from '#db/reads/servers/uptime.ts'
import { insertMonths } from '#db/writes/servers/uptime.ts'
import { lastFinalMonth, timeSums, uptimeFormula } from '#lib/rules/servers/uptime.ts'
import { monthPeriod } from '#lib/rules/time/month.ts'

const monthsAtOnce = 500
/** As many rounds as end before the job counts as lost; the next hour goes on. */
const mostRounds = 20

/**
 * Keeps what servers were in during months that are final, so that a later change of the history or of the formula does not
 * change them. Returns how many it kept; one that another process has kept meanwhile stays.
 */
export async function keepMonths(db: Database, now: Date): Promise<number> {
  let kept = 0
  for (let round = 0; round < mostRounds; round += 1) {
    const due = await readDueMonths(db, lastFinalMonth(now), monthsAtOnce)
    for (const [month, rows] of Map.groupBy(due, row => row.month)) await keepMonth(db, month, rows, now)
    kept += due.length
    if (due.length < monthsAtOnce) break
  }
  return kept
}

async function keepMonth(db: Database, month: string, due: readonly DueMonth[], now: Date): Promise<void> {
  const { from, until } = monthPeriod(month, 'UTC')
  const ids = due.map(row => row.serverId)
  const changes = await readChangesOf(db, ids, { from, until })
  const rows = due.map(({ serverId, since, retiredAt }) => {
    const end = retiredAt && retiredAt < until ? retiredAt : until
    const sums = timeSums(changes.get(serverId) ?? [], since, { from, until: end })
    return { serverId, month, formula: uptimeFormula, createdAt: now, ...sums }
  })
  await insertMonths(db, rows)
}
