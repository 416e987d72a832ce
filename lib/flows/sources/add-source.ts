import type { Database } from '#db/client.ts'
import { insertSource, lockSources } from '#db/writes/sources/sources.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { hashToken, newSecret } from '#lib/alerts/request/token.ts'
import { findTool } from '#lib/alerts/tools.ts'
import { startOf } from '#lib/rules/settings/secret-form.ts'

export type AddedSource = { name: string; format: string; staffId: string }

/**
 * Makes a source for a tool, with what is known of the tool as its settings. Its token is in the answer and nowhere else:
 * only its hash is kept. name-taken: also of a form that is sent twice, so it makes one source.
 */
export function addSource(
  db: Database,
  { name, format, staffId }: AddedSource,
  now: Date,
): Promise<{ id: string; token: string } | 'name-taken'> {
  const token = newSecret('source')
  const { isDebounced = false, neverResolves = false, repeatSeconds = null } = findTool(format) ?? {}
  const source = {
    name,
    format,
    tokenHash: hashToken(token),
    tokenStart: startOf(token),
    isDebounced,
    neverResolves,
    repeatSeconds,
  }
  return db.transaction(async tx => {
    await lockSources(tx)
    const id = await insertSource(tx, source, now)
    if (!id) return 'name-taken'
    const facts = { name, format }
    await writeAudit(tx, { at: now, staffId, action: 'add-source', subject: `source ${id}`, facts })
    return { id, token }
  })
}
