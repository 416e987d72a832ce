import { cache } from 'react'
import { requireStaff } from '#app/desk/session.ts'
import { countFailedDeliveries } from '#db/reads/alerts/desk-alerts.ts'
import { readQuestions } from '#db/reads/alerts/questions.ts'
import { readUnansweredPosts } from '#db/reads/comments/unanswered.ts'
import { readIncidentAlerts, readOpenIncidents } from '#db/reads/incidents/desk-incidents.ts'
import { readMaintenancePromises } from '#db/reads/maintenance/promises.ts'
import { countAlertWatchers, countIncidentWatchers } from '#db/reads/notices/watcher-counts.ts'
import { readHeldPosts } from '#db/reads/sending/desk-deliveries.ts'
import { readStuckDeliveries } from '#db/reads/sending/stuck-deliveries.ts'
import { hasAnyServer } from '#db/reads/servers/servers.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { hasAnySource, readSilentSources } from '#db/reads/sources/desk-sources.ts'
import { readRowTakers } from '#db/reads/staff/taken-rows.ts'
import { listUnmatched } from '#lib/flows/alerts/list-unmatched.ts'
import { promiseNearSeconds } from '#lib/rules/desk/waiting.ts'
import { byUrgency, shownRows, type WorkRow } from '#lib/rules/desk/work-list.ts'
import { later } from '#lib/rules/time/time.ts'
import { type WaitingFacts, workRowsOf } from './rows-of.ts'

export const countedDays = 7

/** Of one kind; of what is open and does not wait. */
const mostOfKind = 8
const mostOpen = 20

/** What waits for staff, the most urgent first. Once for a request. */
export const readWaiting = cache(async () => {
  const { db } = await requireStaff()
  const now = new Date()
  const facts = await readFacts(db, now)
  const all = workRowsOf(facts, now)
  const takers = await readRowTakers(
    db,
    all.map(row => row.key),
  )
  const rows = all.map(row => ({ ...row, isTaken: row.isTaken || takers.has(row.key) })).sort(byUrgency)
  return { now, facts, rows, takers }
})

/** The same with all that the rows show, and what is open besides. */
export async function readNow() {
  const { db } = await requireStaff()
  const waiting = await readWaiting()
  const { now, rows, facts } = waiting
  const { shown, left } = shownRows(rows, mostOfKind)
  const isInRow = new Set(rows.map(row => row.aboutId))
  const open = facts.incidents.filter(incident => incident.visibility === 'published')
  const others = open.filter(incident => !isInRow.has(incident.id))
  return {
    ...waiting,
    shown,
    left,
    others: others.slice(0, mostOpen),
    othersLeft: Math.max(0, others.length - mostOpen),
    open: open.length,
    ...(await readOfShown(db, shown, now)),
    ...(await readBesides(db, now)),
  }
}

export type NowList = Awaited<ReturnType<typeof readNow>>

type Db = Awaited<ReturnType<typeof requireStaff>>['db']

async function readFacts(db: Db, now: Date): Promise<WaitingFacts> {
  const policy = await readPolicy(db)
  const [incidents, promises, questions, comments, heldMails, stuck, unmatched, silent] = await Promise.all([
    readOpenIncidents(db),
    readMaintenancePromises(db, later(now, promiseNearSeconds(policy)), now),
    readQuestions(db, now),
    readUnansweredPosts(db),
    readHeldPosts(db),
    readStuckDeliveries(db, now),
    listUnmatched(db, now),
    readSilentSources(db, now),
  ])
  return { policy, incidents, promises, questions, comments, heldMails, stuck, unmatched, silent }
}

/** What is read for the rows that are shown alone: their alerts, and how many people each concerns. */
async function readOfShown(db: Db, shown: readonly WorkRow[], now: Date) {
  const ids = (...kinds: WorkRow['kind'][]) =>
    shown.flatMap(row => (kinds.includes(row.kind) ? [row.aboutId] : []))
  const [alerts, incidentReach, alertReach] = await Promise.all([
    readIncidentAlerts(db, ids('held', 'guess'), now),
    countIncidentWatchers(
      db,
      ids('promiseLate', 'untaken', 'held', 'promiseSoon', 'end', 'cleaned', 'guess', 'withheld'),
    ),
    countAlertWatchers(db, ids('question')),
  ])
  return { alerts, reach: new Map([...incidentReach, ...alertReach]) }
}

async function readBesides(db: Db, now: Date) {
  const [failed, hasServers, hasSources] = await Promise.all([
    countFailedDeliveries(db, later(now, -countedDays * 86_400)),
    hasAnyServer(db),
    hasAnySource(db),
  ])
  return { failed, hasServers, hasSources }
}
