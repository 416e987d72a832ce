import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readKeptTexts } from '#db/reads/sending/batch.ts'
import { readWaitingFor } from '#db/reads/sending/due.ts'
import { addTexts, type FrozenMail } from '#db/writes/sending/batches.ts'
import { renderText, type TextFacts, textIdOf } from '#lib/channels/mail/mail.ts'
import { tellsTimes } from '#lib/mail/notice/maint-note.ts'
import { wordsIn } from '#lib/words/words.ts'
import { readMailInput } from './mail-input.ts'
import { saveEnds } from './save-ends.ts'
import { type Written, writeMail } from './write-mail.ts'

/** Writes a mail to each of these addresses of all that waits for it; what nobody needs any more is settled. */
export async function writeMails(
  tx: Transaction,
  addresses: readonly string[],
  now: Date,
): Promise<FrozenMail[]> {
  if (addresses.length === 0) return []
  const waiting = await readWaitingFor(tx, 'mail', addresses)
  const input = await readMailInput(tx, waiting)
  const texts = new Map<string, TextFacts>()
  const mails: FrozenMail[] = []
  const ended: Written['ends'] = []
  // An address that reads several sites gets a mail of each.
  for (const own of Map.groupBy(waiting, row => `${row.address} ${row.brandId ?? ''}`).values()) {
    const { facts, zone, carried, ends } = writeMail(own, input, now)
    ended.push(...ends)
    if (!facts) continue
    const textId = textIdOf(facts)
    texts.set(textId, facts)
    mails.push({
      id: newId(),
      textId,
      zone,
      deliveryIds: carried.map(row => row.id),
      // What providers attach to no mail of many.
      isAlone: tellsTimes(facts.sections),
    })
  }
  await saveEnds(tx, ended)
  await keepTexts(tx, texts, now)
  return mails
}

/** Renders what no mail has said yet. */
async function keepTexts(tx: Transaction, texts: ReadonlyMap<string, TextFacts>, now: Date): Promise<void> {
  const kept = await readKeptTexts(tx, [...texts.keys()])
  for (const [id, facts] of texts)
    if (!kept.has(id))
      await addTexts(tx, [{ id, createdAt: now, ...(await renderText(wordsIn(facts.language), facts)) }])
}
