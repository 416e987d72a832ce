import type { Database } from '#db/client.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { countAudience } from '#db/reads/notices/recipients.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import type { NoticeFacts } from '#lib/rules/notices/notice.ts'

/** How many hear that a server was named in an incident by mistake: who watches it and has heard of the incident. */
export function readMistakeReach(db: Database, postId: string, serverId: string, now: Date): Promise<number> {
  return readSnapshot(db, async tx => {
    const incident = await readIncident(tx, postId)
    const row = incident?.servers.find(server => server.serverId === serverId)
    if (!row?.announcedAt) return 0
    const { label, impact, cause, since } = row
    const facts: NoticeFacts = {
      servers: [{ id: serverId, label, impact, cause, since: since.toISOString() }],
      endedBefore: [],
      stillAffected: [],
      isForHeard: true,
      saying: { is: 'words', about: 'incident', title: '', text: '' },
    }
    return countAudience(tx, { id: '', postId, kind: 'update', facts, createdAt: now })
  })
}
