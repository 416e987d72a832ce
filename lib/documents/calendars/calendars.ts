import type { Transaction } from '#db/client.ts'
import { type PostRecord, readPostRecords } from '#db/reads/posts/post-records.ts'
import type { FeedScope } from '#db/reads/servers/feed-scope.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { calendar } from '#lib/documents/format.ts'
import { bodyOfPost } from '#lib/documents/post-body.ts'
import { readScope, type Scope, scopeAddress, scopes } from '#lib/documents/scopes.ts'
import { currentWords } from '#lib/language.ts'
import { maintenancePart } from '#lib/rules/maintenance/part.ts'
import { later } from '#lib/rules/time/time.ts'
import { ourSite } from '#lib/site.ts'
import type { Words } from '#lib/words/words.ts'
import type { PlannedMaintenance } from './planned-maintenance.ts'
import { writeMaintenanceCalendar } from './write-maintenance.ts'

/** Planned maintenance of the site, each server and each group, for programs that show calendars. */
export const calendars: readonly PublicDocument[] = scopes.map(scope => {
  const file = scope === 'site' ? '/maintenance.ics' : '.ics'
  return {
    ...scopeAddress(scope, file),
    format: calendar,
    maxAgeSeconds: 300,
    isWorded: true,
    write: ({ parts }, { db, now }) => writeCalendarOf(scope, file, parts, { db, now }),
  }
})

type Written = ReturnType<PublicDocument['write']>
type Given = Parameters<PublicDocument['write']>

async function writeCalendarOf(
  scope: Scope,
  file: string,
  parts: Given[0]['parts'],
  { db, now }: Given[1],
): Written {
  const words = currentWords()
  const found = await readSnapshot(db, async tx => {
    const of = await readScope(tx, scope, parts)
    if (!of || 'movedTo' in of) return of
    return { of, works: await loadMaintenance(words, tx, of, now) }
  })
  if (!found) return null
  if ('movedTo' in found) return { movedTo: found.movedTo + file }
  const { key, name } = found.of
  const site = ourSite().name
  const title =
    key === '' ? words('documents.feeds.work', { site }) : words('documents.feeds.workOf', { site, name })
  return writeMaintenanceCalendar(words, title, found.works)
}

/** What is over stays for this long: a calendar is looked at for what was, too. */
const daysKept = 90

const mostMaintenances = 500

async function loadMaintenance(
  words: Words,
  tx: Transaction,
  { key, serverIds }: FeedScope,
  now: Date,
): Promise<PlannedMaintenance[]> {
  const ofScope = key === '' ? {} : { serverIds: serverIds.length > 0 ? serverIds : ['none'] }
  const endingAfter = later(now, -daysKept * 86_400)
  const wanted = { ...ofScope, kinds: ['maintenance'] as const, endingAfter, limit: mostMaintenances }
  const records = await readPostRecords(tx, wanted, now)
  const works: Omit<PlannedMaintenance, 'labels'>[] = []
  for (const post of records) {
    const maintenance = partOf(post, key === '' ? null : new Set(serverIds))
    if (maintenance) works.push({ post, maintenance, text: await bodyOfPost(words, post) })
  }
  const ids = [...new Set(works.flatMap(({ maintenance }) => maintenance.slots.map(slot => slot.serverId)))]
  const known = ids.length > 0 ? await readServersById(tx, ids) : []
  const labels = new Map(known.map(server => [server.id, server.label]))
  return works.map(work => ({ ...work, labels }))
}

/** What begins at once was never planned. */
function partOf({ maintenance }: PostRecord, serverIds: ReadonlySet<string> | null) {
  if (maintenance?.kind !== 'maintenance') return null
  return serverIds ? maintenancePart(maintenance, serverIds) : maintenance
}
