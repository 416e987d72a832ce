import type { Rendered } from '#lib/mail/mail.ts'
import { withMarks } from '#lib/mail/moment.ts'
import { advisoryWords } from '#lib/mail/notice/notice-advisory.ts'
import { beganWords } from '#lib/mail/notice/notice-began.ts'
import { digestWords } from '#lib/mail/notice/notice-digest.ts'
import { endedWords } from '#lib/mail/notice/notice-ended.ts'
import { heldWords } from '#lib/mail/notice/notice-held.ts'
import { intermittentWords } from '#lib/mail/notice/notice-intermittent.ts'
import { doneWords, plannedWords, startingWords } from '#lib/mail/notice/notice-maintenance.ts'
import { passedWords } from '#lib/mail/notice/notice-passed.ts'
import { updateWords } from '#lib/mail/notice/notice-update.ts'
import type { NoticeMail, NoticeWords } from '#lib/mail/notice/notice-words.ts'
import { worsenedWords } from '#lib/mail/notice/notice-worsened.ts'
import type { SectionKind } from '#lib/rules/notices/digest.ts'
import { renderContent } from './render.tsx'

/** A notice as one reader gets it. Throws when there is no server to tell of. */
export function renderNotice(kind: SectionKind, mail: NoticeMail): Promise<Rendered> {
  return renderSections([{ kind, mail }])
}

/** Several notices, at least one, in one mail. */
export function renderSections(
  sections: readonly { kind: SectionKind; mail: NoticeMail }[],
): Promise<Rendered> {
  const notices = sections.map(({ kind, mail }) => ({ mail, words: noticeWordsOf(kind, mail) }))
  const { subject, content } = digestWords(notices)
  return renderContent(subject, content)
}

/**
 * What a notice says to one reader, the words of staff before ours. Throws when there is no server to tell of.
 */
export function noticeWordsOf(kind: SectionKind, mail: NoticeMail): NoticeWords {
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
