import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { type DeskIncident, readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { readShown } from '#db/reads/incidents/shown.ts'
import { readHistory } from '#db/reads/servers/status-lines.ts'
import { rewriteHistory } from '#db/writes/incidents/history.ts'
import { insertNoted, touchIncident } from '#db/writes/incidents/judged.ts'
import { hasOpenAlert, removeAffected } from '#db/writes/incidents/mistaken.ts'
import { addNotice } from '#db/writes/notices/notices.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import type { NoticeFacts } from '#lib/rules/notices/notice.ts'
import { withoutTrouble } from '#lib/rules/servers/history-change.ts'
import { earliest } from '#lib/rules/time/time.ts'
import { mistakeText, mistakeTitle } from '#lib/words/drafts.ts'
import { wordsIn } from '#lib/words/words.ts'

export type ServerWithdrawal = {
  postId: string
  serverId: string
  staffId: string
  /** Who was told that it is in trouble hears that it was not. */
  isTold: boolean
}

type Obstacle = 'over' | 'gone' | 'alerted'

/**
 * Takes a server out of a public incident, open or over, in which it was named by mistake: its page says so, its past does not
 * count it, and who was told of it gets a correction instead of an all clear. over: the incident is not public; gone: the
 * server is no part of it; alerted: an alert that is open says that it is in trouble.
 */
export function withdrawServer(
  db: Database,
  { postId, serverId, staffId, isTold }: ServerWithdrawal,
  now: Date,
): Promise<'done' | Obstacle> {
  const act = { postId, staffId, action: 'withdraw-server' as const, facts: { serverId, isTold } }
  return changePost<Obstacle>(db, act, now, async tx => {
    const incident = await readIncident(tx, postId)
    if (incident?.visibility !== 'published') return 'over'
    const row = incident.servers.find(server => server.serverId === serverId)
    if (!row) return 'gone'
    if (await hasOpenAlert(tx, postId, serverId)) return 'alerted'
    const shown = await readShown(tx, postId)
    await forgetTrouble(tx, incident, row)
    await removeAffected(tx, postId, serverId)
    if (!incident.resolvedAt) await touchIncident(tx, postId, { staffId, tellFrom: incident.tellFrom }, now)
    const mistaken = { servers: [{ id: serverId, label: row.label }], more: 0 }
    await insertNoted(tx, postId, [{ phase: incident.phase, facts: mistakeFacts(mistaken) }], now)
    if (isTold && row.announcedAt) await tellMistake(tx, incident, row, now)
    return shown
  })
}

type Named = DeskIncident['servers'][number]

/** What the incident did to its status never was, from its first line on. */
async function forgetTrouble(tx: Transaction, incident: DeskIncident, row: Named): Promise<void> {
  const from = earliest([incident.startedAt, row.since]) ?? row.since
  const lines = await readHistory(tx, row.serverId, from)
  const without = withoutTrouble(lines, { from, until: null }, incident.id)
  await rewriteHistory(tx, row.serverId, from, without)
}

function mistakeFacts(mistaken: { servers: { id: string; label: string }[]; more: number }) {
  const nothing = { began: [], worsened: [], intermittent: [], recovered: null, isOpening: false }
  return { is: 'change' as const, ...nothing, mistaken }
}

async function tellMistake(
  tx: Transaction,
  { id: postId, title }: DeskIncident,
  { serverId: id, label, impact, cause, since }: Named,
  now: Date,
): Promise<void> {
  const words = wordsIn('en')
  const facts: NoticeFacts = {
    servers: [{ id, label, impact, cause, since: since.toISOString(), isMistaken: true }],
    endedBefore: [],
    stillAffected: [],
    isForHeard: true,
    saying: {
      is: 'words',
      about: 'incident',
      title: mistakeTitle(words, label),
      text: mistakeText(words, label, title),
      isCorrection: true,
    },
  }
  await addNotice(tx, { id: newId(), postId, kind: 'update', facts }, now)
}
