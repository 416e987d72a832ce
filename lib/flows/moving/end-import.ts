import type { SecretKey } from '#db/keys/key.ts'
import type { MovingSession } from '#db/moving/session.ts'
import { markFinished } from '#db/moving/unfinished.ts'
import { type LeftSecrets, leaveOutSecrets } from '#db/writes/moving/leave-out-secrets.ts'
import { type SettledPending, settlePending } from '#db/writes/moving/settle-pending.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { rotateKey } from '#lib/flows/settings/rotate-key.ts'
import type { ExportHeader } from '#lib/moving/format.ts'

/** reseal: the secrets are sealed with the one key and get the other. */
export type MovedSecrets =
  | { is: 'kept' }
  | { is: 'left-out' }
  | { is: 'reseal'; before: SecretKey; key: SecretKey }

export type ImportEnd = { resealed: number; leftOut: LeftSecrets | null; settled: SettledPending | null }

/** Why a delivery is not sent from here, as staff read it. */
const elsewhere = 'It waited when the data was copied from a site that ran, which may have sent it since.'

/**
 * What has to be so before a site works on imported rows: its secrets open with its key, and where the old site may have sent
 * what waits, nobody hears of it again.
 */
export async function endImport(
  { client, db }: MovingSession,
  {
    header,
    secrets,
    isPendingSent,
    now,
  }: { header: ExportHeader; secrets: MovedSecrets; isPendingSent: boolean; now: Date },
): Promise<ImportEnd> {
  const resealed = secrets.is === 'reseal' ? await rotateKey(db, secrets.before, secrets.key, now) : null
  if (resealed === 'changed') throw new Error('The file says another key than its own settings.')
  return db.transaction(async tx => {
    const leftOut = secrets.is === 'left-out' ? await leaveOutSecrets(tx, now) : null
    const settled = isPendingSent ? null : await settlePending(tx, elsewhere, now)
    const { version, site, at } = header
    await writeAudit(tx, {
      at: now,
      staffId: null,
      action: 'import-all',
      subject: site,
      facts: { version, exportedAt: at, isPendingSent },
    })
    await markFinished(client)
    return { resealed: resealed?.sealed ?? 0, leftOut, settled }
  })
}
