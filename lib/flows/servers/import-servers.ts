import type { Database } from '#db/client.ts'
import { readList } from '#db/reads/servers/desk-servers.ts'
import { dropList, keepList } from '#db/writes/servers/server-lists.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { later } from '#lib/rules/time/time.ts'
import { readServerList } from '#lib/servers/read-list.ts'
import { changeServers, reportServers, type ServerChangeResult } from './change-servers.ts'
import type { PlannedChange } from './plan-change.ts'

/** A list that nobody applies is kept for a day. */
const keptSeconds = 86_400

/** Keeps a list that staff pasted or uploaded, for the report and for applying. Returns its id. */
export function keepServerList(
  db: Database,
  { staffId, content }: { staffId: string; content: string },
  now: Date,
): Promise<string> {
  return db.transaction(async tx => {
    const id = await keepList(tx, { staffId, content, keptSince: later(now, -keptSeconds) }, now)
    const facts = { letters: content.length }
    await writeAudit(tx, { at: now, staffId, action: 'keep-server-list', subject: `list ${id}`, facts })
    return id
  })
}

/** What a kept list would do to the servers now. gone: a colleague applied it, or nobody did for a day. */
export async function reportServerList(
  db: Database,
  { listId, isWhole }: { listId: string; isWhole: boolean },
  now: Date,
): Promise<PlannedChange | 'gone'> {
  const content = await readList(db, listId)
  if (content === null) return 'gone'
  return reportServers(db, { items: readServerList(piecesOf(content)), isWhole }, now)
}

export type AppliedList = { listId: string; isWhole: boolean; staffId: string; seenDigest: string }

/** Does what a kept list was seen to do, and drops it. gone: a colleague was quicker. */
export async function applyServerList(
  db: Database,
  { listId, isWhole, staffId, seenDigest }: AppliedList,
  now: Date,
): Promise<ServerChangeResult | 'gone'> {
  const content = await readList(db, listId)
  if (content === null) return 'gone'
  const items = readServerList(piecesOf(content))
  const by = { staffId, name: 'list' }
  const result = await changeServers(db, { items, isWhole, by, seenDigest, mostRetired: null }, now)
  if (result.is === 'done') await db.transaction(tx => dropList(tx, listId))
  return result
}

const pieceLength = 16_384

/** In pieces that are read in a moment. */
function* piecesOf(content: string): Generator<string> {
  for (let i = 0; i < content.length; i += pieceLength) yield content.slice(i, i + pieceLength)
}
