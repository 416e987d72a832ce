import type { Transaction } from '#db/client.ts'
import type { Destination } from '#db/keys/destination.ts'
import {
  changeMessageToStaff,
  type LockedMessage,
  lockMessageToStaff,
} from '#db/writes/reminders/reminders.ts'
import { type Language, staffLanguage } from '#lib/rules/languages/language.ts'
import { isRepeatable } from '#lib/rules/notices/delivery.ts'
import type { ReminderKind } from '#lib/rules/reminders/matter.ts'
import { pathOf, type ReminderFacts, type ReminderText } from '#lib/rules/reminders/reminder-facts.ts'
import { later } from '#lib/rules/time/time.ts'
import { ourSite } from '#lib/site.ts'
import { reminderSentences } from '#lib/words/reminders.ts'
import { shortTimes } from '#lib/words/time.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'
import { mailInsteadOf } from './mail-instead-of.ts'
import { readReminderFacts } from './read-facts.ts'

/** What could not be sent within this time is no reminder any more: the ladder has gone on. */
const longestSeconds = 3600

/** A message whose attempt has begun. destination null: by mail. */
export type BegunReminder = Pick<LockedMessage, 'id' | 'staffId' | 'reminderIds' | 'attempts'> & {
  text: ReminderText
  language: Language
  email: string
  destination: Destination | null
  decidedAt: Date
}

/** Begins an attempt, or settles the message without one; null: nothing is to be sent. */
export async function beginReminder(tx: Transaction, id: string, now: Date): Promise<BegunReminder | null> {
  const message = await lockMessageToStaff(tx, id)
  if (!message || (message.state !== 'queued' && message.state !== 'sending')) return null
  const { email, destination, staffId, reminderIds, createdAt: decidedAt } = message
  const facts = await readReminderFacts(tx, reminderIds, now)
  const end = endOf(message, facts.length === 0, now)
  if (end || email === null) {
    await changeMessageToStaff(tx, id, { state: end?.state ?? 'skipped', error: end?.reason ?? null })
    if (end?.isMailed) await mailInsteadOf(tx, message, now)
    return null
  }
  const language = staffLanguage(message.language)
  const text = message.says ?? textOf(wordsIn(language), facts, message.zone ?? ourSite().zone, now)
  const attempts = message.attempts + 1
  await changeMessageToStaff(tx, id, { state: 'sending', says: text, attempts })
  return { id, staffId, reminderIds, attempts, text, language, email, destination, decidedAt }
}

type End = { state: 'skipped' | 'refused' | 'doubtful'; reason: string; isMailed: boolean }

/** Why it is not sent any more, or null. A telephone is never rung twice for one thing. */
function endOf(message: LockedMessage, isSettled: boolean, now: Date): End | null {
  const { email, state, destination, destinationId, createdAt, error } = message
  if (email === null) return { state: 'skipped', reason: 'no longer staff', isMailed: false }
  if (isSettled) return { state: 'skipped', reason: 'settled meanwhile', isMailed: false }
  if (later(createdAt, longestSeconds) < now)
    return { state: 'refused', reason: `given up after an hour. ${error ?? ''}`.trim(), isMailed: false }
  if (destinationId === null) return null
  if (destination?.state !== 'active')
    return { state: 'skipped', reason: `the destination is ${destination?.state ?? 'gone'}`, isMailed: true }
  if (state === 'sending' && !isRepeatable(destination.channel))
    return {
      state: 'doubtful',
      reason: 'The attempt was cut off before its answer was known.',
      isMailed: true,
    }
  return null
}

const calmKinds: readonly ReminderKind[] = ['comment', 'promise-soon', 'end-waits', 'key-ends']

function textOf(words: Words, facts: readonly ReminderFacts[], zone: string, now: Date): ReminderText {
  const isUrgent = facts.some(({ kind }) => !calmKinds.includes(kind))
  const { headline, lines } = reminderSentences(words, facts, shortTimes(words, zone, now))
  return { headline, lines, path: pathOf(facts), isUrgent }
}
