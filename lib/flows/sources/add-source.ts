import type { Database } from '#db/client.ts'
import { newToken } from '#db/id.ts'
import { insertSource, lockSources } from '#db/writes/sources/sources.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import { tools } from '#lib/rules/sources/tool.ts'

export type AddedSource = { name: string; format: string; staffId: string }

/**
 * Makes a source for a tool, with what is known of the tool as its settings. Its token is in the answer and nowhere else:
 * only its hash is kept. Returns null when the name is taken, so a form that is sent twice makes one source.
 */
export function addSource(
  db: Database,
  { name, format, staffId }: AddedSource,
  now: Date,
): Promise<{ id: string; token: string } | null> {
  const token = newToken()
  const { isDebounced = false, neverResolves = false, repeatSeconds = null } = tools[format] ?? {}
  const tokenHash = hashToken(token)
  const source = { name, format, tokenHash, isDebounced, neverResolves, repeatSeconds }
  return db.transaction(async tx => {
    await lockSources(tx)
    const id = await insertSource(tx, source, now)
    if (!id) return null
    const facts = { name, format }
    await writeAudit(tx, { at: now, staffId, action: 'add-source', subject: `source ${id}`, facts })
    return { id, token }
  })
}
