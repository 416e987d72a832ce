import type { Transaction } from '#db/client.ts'
import { changeMessageToStaff } from '#db/writes/reminders/reminders.ts'
import type { TellResult } from '#lib/channels/channel.ts'
import { noteAnswer } from '#lib/flows/destinations/note-answer.ts'
import { isRepeatable } from '#lib/rules/notices/delivery.ts'
import type { BegunReminder } from './begin-reminder.ts'
import { mailInsteadOf } from './mail-instead-of.ts'

/** A way that fails this often may fail for long: from then on mail says it, too. */
const mostFailures = 2

/** Saves what became of an attempt. retry: it is to be made again. What does not arrive is said by mail. */
export async function settleReminder(
  tx: Transaction,
  begun: BegunReminder,
  result: TellResult,
  now: Date,
): Promise<'sent' | 'refused' | 'doubtful' | 'retry'> {
  const { id, destination, attempts } = begun
  if (destination) await noteAnswer(tx, destination.id, result, now)
  if (result.is === 'sent') {
    await changeMessageToStaff(tx, id, { state: 'sent', sentAt: now, error: null })
    return 'sent'
  }
  const isDoubtful =
    destination !== null && result.is === 'retry' && result.mayBeTaken && !isRepeatable(destination.channel)
  const isOver = result.is === 'refused' || isDoubtful
  if (destination && (isOver || attempts >= mostFailures)) await mailInsteadOf(tx, begun, now)
  const state = isDoubtful ? 'doubtful' : isOver ? 'refused' : 'queued'
  await changeMessageToStaff(tx, id, { state, error: result.reason })
  return state === 'queued' ? 'retry' : state
}
