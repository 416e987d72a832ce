import type { SectionKind } from '#lib/rules/digest.ts'
import type { Rendered } from './letter.ts'
import { withMarks } from './moment.ts'
import { advisoryWords } from './notice-advisory.ts'
import { beganWords } from './notice-began.ts'
import { digestWords } from './notice-digest.ts'
import { endedWords } from './notice-ended.ts'
import { heldWords } from './notice-held.ts'
import { intermittentWords } from './notice-intermittent.ts'
import { passedWords } from './notice-passed.ts'
import { updateWords } from './notice-update.ts'
import type { NoticeMail, NoticeWords } from './notice-words.ts'
import { doneWords, plannedWords, startingWords } from './notice-work.ts'
import { worsenedWords } from './notice-worsened.ts'
import { renderContent } from './render.tsx'

/** A notice as one reader gets it. Throws when there is no server to tell of. */
export function renderNotice(kind: SectionKind, mail: NoticeMail): Promise<Rendered> {
  return renderSections([{ kind, mail }])
}

/** Several notices, at least one, in one mail. */
export function renderSections(
  sections: readonly { kind: SectionKind; mail: NoticeMail }[],
): Promise<Rendered> {
  const notices = sections.map(({ kind, mail }) => ({ mail, words: wordsOf(kind, mail) }))
  const { subject, content } = digestWords(notices)
  return renderContent(subject, content)
}

/**
 * What a notice says to one reader, the words of staff before ours. Throws when there is no server to tell of.
 */
export function wordsOf(kind: SectionKind, mail: NoticeMail): NoticeWords {
  const { subject, content } = ownWordsOf(kind, mail)
  const words = (mail.words ?? []).map(text => ({ is: 'words' as const, text: withMarks(text) }))
  return { subject, content: { ...content, passages: [...words, ...content.passages] } }
}

function ownWordsOf(kind: SectionKind, mail: NoticeMail): NoticeWords {
  switch (kind) {
    case 'began':
      return beganWords(mail)
    case 'worsened':
      return worsenedWords(mail)
    case 'intermittent':
      return intermittentWords(mail)
    case 'ended':
      return endedWords(mail)
    case 'passed':
      return passedWords(mail)
    case 'held':
      return heldWords(mail)
    case 'update':
      return updateWords(mail)
    case 'advisory':
      return advisoryWords(mail)
    case 'planned':
      return plannedWords(mail)
    case 'starting':
      return startingWords(mail)
    case 'done':
      return doneWords(mail)
  }
}
