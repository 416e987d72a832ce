import type { Database } from '#db/client.ts'
import { readShown } from '#db/reads/incidents/shown.ts'
import { type EntryWords, readEntryWords } from '#db/reads/incidents/taken-back.ts'
import { type Correction, correctWords, rewordWaiting } from '#db/writes/incidents/corrected.ts'
import { mailUpdate } from '#lib/flows/notices/mail-update.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { saidWords } from '#lib/flows/posts/said-words.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { mostCorrections } from '#lib/rules/incidents/written-update.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'

/** isTold: who heard of the incident hears of the correction. */
export type WantedCorrection = Omit<Correction, 'language' | 'translations'> &
  SpokenWords & { isTold: boolean }

/**
 * Gives an entry of a timeline other words: readers see when, staff see how it read before. nothing: the words are the
 * same. changed-meanwhile: it reads otherwise than the person saw, or was corrected too often.
 */
export async function correctUpdate(
  db: Database,
  { isTold, language, translations, ...wanted }: WantedCorrection,
  now: Date,
): Promise<'done' | 'nothing' | 'changed-meanwhile'> {
  const { id, postId, staffId, text } = wanted
  const said = saidWords({ language, translations })
  const correction = { ...wanted, language: said.language, translations: said.texts }
  const act = { postId, staffId, action: 'correct-update' as const, facts: { updateId: id, isTold } }
  return changePost<'changed-meanwhile' | 'nothing'>(db, act, now, async tx => {
    const before = await readEntryWords(tx, id)
    if (before && isSaidSo(before, correction)) return 'nothing'
    if (!(await correctWords(tx, correction, mostCorrections, now))) return 'changed-meanwhile'
    // Of what nobody has heard yet, the right words are told, and only once.
    if (await rewordWaiting(tx, { id, text: plainText(text, 'light') }, now)) return readShown(tx, postId)
    const mailing = { updateId: id, waitsUntil: null, isForHeard: true, isCorrection: true }
    if (isTold) await mailUpdate(tx, postId, text, now, mailing)
    return readShown(tx, postId)
  })
}

/** The words are the same in each language. */
function isSaidSo(before: EntryWords, { text, language, translations }: Correction): boolean {
  const codes = [...Object.keys(before.translations), ...Object.keys(translations)] as Language[]
  const isSame = codes.every(code => before.translations[code] === translations[code])
  return before.text === text && before.language === language && isSame
}
