import type { Database } from '#db/client.ts'
import { readCopy } from '#db/reads/mirror/copies.ts'
import { writeCopy } from '#db/writes/mirror/copies.ts'
import { tellOwners } from '#lib/flows/reminders/tell-owners.ts'
import { afterFailing, afterWriting, newCopy } from '#lib/rules/mirror/copy-state.ts'

/** Takes a note that a copy was written. Owners who heard that it could not be hear of it. */
export async function noteCopyWritten(db: Database, name: string, now: Date): Promise<void> {
  await db.transaction(async tx => {
    const { state, isTold } = afterWriting((await readCopy(tx, name)) ?? newCopy, now)
    await writeCopy(tx, name, state, now)
    if (isTold) await tellOwners(tx, { kind: 'copy-written', subjectId: name }, now)
  })
}

/** Takes a note that a copy cannot be written, and why. Owners hear of it once it has lasted. */
export async function noteCopyFailed(db: Database, name: string, why: string, now: Date): Promise<void> {
  await db.transaction(async tx => {
    const { state, isToTell } = afterFailing((await readCopy(tx, name)) ?? newCopy, why, now)
    await writeCopy(tx, name, state, now)
    if (isToTell) await tellOwners(tx, { kind: 'copy-failing', subjectId: name }, now)
  })
}
