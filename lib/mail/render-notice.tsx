import type { NoticeKind } from '#lib/rules/notice.ts'
import type { Rendered } from './letter.ts'
import { beganWords } from './notice-began.ts'
import { endedWords } from './notice-ended.ts'
import { heldWords } from './notice-held.ts'
import { intermittentWords } from './notice-intermittent.ts'
import type { NoticeMail, NoticeWords } from './notice-words.ts'
import { worsenedWords } from './notice-worsened.ts'
import { renderContent } from './render.tsx'

/** A notice as one reader gets it. Throws when there is no server to tell of. */
export function renderNotice(kind: NoticeKind, mail: NoticeMail): Promise<Rendered> {
  const { subject, content } = wordsOf(kind, mail)
  return renderContent(subject, content)
}

function wordsOf(kind: NoticeKind, mail: NoticeMail): NoticeWords {
  switch (kind) {
    case 'began':
      return beganWords(mail)
    case 'worsened':
      return worsenedWords(mail)
    case 'intermittent':
      return intermittentWords(mail)
    case 'ended':
      return endedWords(mail)
    case 'held':
      return heldWords(mail)
  }
}
