import { randomBytes } from 'node:crypto'
import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readHandOverSecrets } from '#db/reads/readers/readership.ts'
import { lockReadership, writeHandOverSecrets } from '#db/writes/readers/readership.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { mostHandOverSecrets } from '#lib/rules/readers/readership.ts'

/** Makes a secret for the hoster's panel, which is shown once. too-many: there are two already. */
export function makeHandOverSecret(
  db: Database,
  { staffId }: { staffId: string },
  now: Date,
): Promise<{ secret: string } | 'too-many'> {
  return db.transaction(async tx => {
    await lockReadership(tx)
    const secrets = await readHandOverSecrets(tx)
    if (secrets.length >= mostHandOverSecrets) return 'too-many'
    const made = {
      id: newId(),
      value: `handover_${randomBytes(32).toString('base64url')}`,
      madeAt: now.toISOString(),
    }
    await writeHandOverSecrets(tx, [made, ...secrets], now)
    const subject = `hand-over secret ${made.id}`
    await writeAudit(tx, { at: now, staffId, action: 'make-hand-over-secret', subject })
    return { secret: made.value }
  })
}

/** From now on nobody is handed over with it. gone: it was ended already. */
export function endHandOverSecret(
  db: Database,
  { secretId, staffId }: { secretId: string; staffId: string },
  now: Date,
): Promise<'done' | 'gone'> {
  return db.transaction(async tx => {
    await lockReadership(tx)
    const secrets = await readHandOverSecrets(tx)
    const left = secrets.filter(({ id }) => id !== secretId)
    if (left.length === secrets.length) return 'gone'
    await writeHandOverSecrets(tx, left, now)
    const subject = `hand-over secret ${secretId}`
    await writeAudit(tx, { at: now, staffId, action: 'end-hand-over-secret', subject })
    return 'done'
  })
}
