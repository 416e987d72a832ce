import type { Rendered } from '#lib/mail/mail.ts'
import { withMarks } from '#lib/mail/moment.ts'
import { advisoryWords } from '#lib/mail/notice/notice-advisory.ts'
import { beganWords } from '#lib/mail/notice/notice-began.ts'
import { digestWords } from '#lib/mail/notice/notice-digest.ts'
import { endedWords } from '#lib/mail/notice/notice-ended.ts'
import { heldWords } from '#lib/mail/notice/notice-held.ts'
import { intermittentWords } from '#lib/mail/notice/notice-intermittent.ts'
import { doneWords, plannedWords, startingWords } from '#lib/mail/notice/notice-maintenance.ts'
import { movedWords, reminderWords } from '#lib/mail/notice/notice-moved.ts'
import { passedWords } from '#lib/mail/notice/notice-passed.ts'
import { updateWords } from '#lib/mail/notice/notice-update.ts'
import type { NoticeMail, NoticeWords } from '#lib/mail/notice/notice-words.ts'
import { worsenedWords } from '#lib/mail/notice/notice-worsened.ts'
import type { SectionKind } from '#lib/rules/notices/digest.ts'
import type { Words } from '#lib/words/words.ts'
import { renderContent } from './render.tsx'

/** A notice as one reader gets it. Throws when there is no server to tell of. */
export function renderNotice(words: Words, kind: SectionKind, mail: NoticeMail): Promise<Rendered> {
  return renderSections(words, [{ kind, mail }])
}

/** Several notices, at least one, in one mail. */
export function renderSections(
  words: Words,
  sections: readonly { kind: SectionKind; mail: NoticeMail }[],
): Promise<Rendered> {
  const notices = sections.map(({ kind, mail }) => ({ mail, said: noticeWordsOf(words, kind, mail) }))
  const { subject, content } = digestWords(words, notices)
  return renderContent(words, subject, content)
}

/**
 * What a notice says to one reader, the words of staff before ours. Throws when there is no server to tell of.
 */
export function noticeWordsOf(words: Words, kind: SectionKind, mail: NoticeMail): NoticeWords {
  const { subject, content } = ownWordsOf(words, kind, mail)
  const staffWords = (mail.words ?? []).map(text => ({ is: 'words' as const, text: withMarks(text) }))
  return { subject, content: { ...content, passages: [...staffWords, ...content.passages] } }
}

function ownWordsOf(words: Words, kind: SectionKind, mail: NoticeMail): NoticeWords {
  switch (kind) {
    case 'began':
      return beganWords(words, mail)
    case 'worsened':
      return worsenedWords(words, mail)
    case 'intermittent':
      return intermittentWords(words, mail)
    case 'ended':
      return endedWords(words, mail)
    case 'passed':
      return passedWords(words, mail)
    case 'held':
      return heldWords(words, mail)
    case 'update':
      return updateWords(words, mail)
    case 'advisory':
      return advisoryWords(words, mail)
    case 'planned':
      return plannedWords(words, mail)
    case 'moved':
      return movedWords(words, mail)
    case 'reminder':
      return reminderWords(words, mail)
    case 'starting':
      return startingWords(words, mail)
    case 'done':
      return doneWords(words, mail)
  }
}
