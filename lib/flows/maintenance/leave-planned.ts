import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { lockOpenMaintenance } from '#db/writes/maintenance/times.ts'
import { dropTurns, settleSpan } from '#db/writes/maintenance/turns.ts'
import { insertUpdate, type Shown } from '#db/writes/posts/posts.ts'
import { bodyColumns, saidText } from '#lib/flows/posts/said-words.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { SpokenWords, WrittenText } from '#lib/rules/languages/translation.ts'
import { endOf, isCancelled, maintenancePhase, serverPeriods } from '#lib/rules/maintenance/maintenance.ts'
import { turnDropped } from '#lib/words/drafts.ts'
import { wordsIn } from '#lib/words/words.ts'
import { labelOfServer } from './complete-turn.ts'
import { cancelWindow } from './stop-recurrence.ts'

export type Leaving = SpokenWords & {
  postId: string
  serverId: string
  staffId: string
  reason: string
}

/**
 * Takes a server out of maintenance in which its turn has not begun, and cancels the whole where no other turn is left. Who was
 * told of it hears why. Returns where it shows, or null when its turn has begun or is over.
 */
export async function leavePlanned(
  tx: Transaction,
  { postId, serverId, staffId, reason, ...spoken }: Leaving,
  now: Date,
): Promise<Shown | null> {
  const open = await lockOpenMaintenance(tx, postId, now)
  const turns = open ? serverPeriods(open) : []
  const own = turns.find(turn => turn.serverId === serverId)
  if (!open || !own || isCancelled(own) || own.startsAt <= now) return null
  const isOnly = turns.every(turn => turn === own || isCancelled(turn) || endOf(turn) <= now)
  if (isOnly) return cancelWindow(tx, postId, { staffId, reason: saidText(reason, spoken) }, now)
  const label = await labelOfServer(tx, serverId)
  const said = droppedText(label, saidText(reason, spoken))
  const entry = { id: newId(), postId, staffId, phase: maintenancePhase(open, now), ...bodyColumns(said) }
  await insertUpdate(tx, { ...entry, createdAt: now })
  await dropTurns(tx, open, [serverId], { reason, isSilent: open.isQuiet }, now)
  const left = open.slots.filter(slot => slot.serverId !== serverId)
  return settleSpan(tx, open, left, now)
}

/** In each language that staff gave the reason in. */
function droppedText(label: string, { text, language, translations }: WrittenText): WrittenText {
  const say = (code: Language, reason: string) => turnDropped(wordsIn(code), label, reason)
  const others = Object.entries(translations) as [Language, string][]
  return {
    text: say(language, text),
    language,
    translations: Object.fromEntries(others.map(([code, reason]) => [code, say(code, reason)])),
  }
}
