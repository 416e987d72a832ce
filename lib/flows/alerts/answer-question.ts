import type { Database } from '#db/client.ts'
import { readOpenAlert } from '#db/reads/alerts/open-alert.ts'
import { appendLines } from '#db/writes/alerts/alert-log.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { getShared } from '#lib/shared.ts'

/** isTrue: it still fires, and staff are asked again after as long a silence. Otherwise it is over. */
export type QuestionAnswer = { alertId: string; staffId: string; isTrue: boolean }

/**
 * Takes the word of staff in place of a source that is silent: a line of the alert log, as its source would have sent it.
 * So an end goes the way of every end: the server is watched, and then its all clear is told.
 * Returns false when the alert is over already.
 */
export async function answerQuestion(
  db: Database,
  { alertId, staffId, isTrue }: QuestionAnswer,
  now: Date,
): Promise<boolean> {
  const isDone = await db.transaction(async tx => {
    const alert = await readOpenAlert(tx, alertId)
    if (!alert) return false
    const { sourceId, serverId, fingerprint, kind, severity, isGuess, summary, startsAt } = alert
    const facts = { sourceId, serverId, fingerprint, kind, severity, isGuess, summary, startsAt }
    await appendLines(tx, [
      {
        ...facts,
        format: 'desk',
        result: 'accepted',
        receivedAt: now,
        state: isTrue ? 'firing' : 'resolved',
        endsAt: isTrue ? null : now,
      },
    ])
    const action = isTrue ? 'confirm-alert' : 'end-alert'
    await writeAudit(tx, { at: now, staffId, action, subject: `alert ${alertId}` })
    return true
  })
  if (isDone) getShared().nudge?.()
  return isDone
}
