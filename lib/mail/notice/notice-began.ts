import { moment } from '#lib/mail/moment.ts'
import {
  asSentence,
  doingWords,
  inARow,
  nextWords,
  troubleSubject,
  youCanDoWords,
} from '#lib/words/notices.ts'
import type { Words } from '#lib/words/words.ts'
import {
  customerFrame,
  dueAt,
  type NoticeMail,
  type NoticeWords,
  postAction,
  serverRows,
  sinceWords,
} from './notice-words.ts'

/** "web07 is down". */
export function beganWords(words: Words, mail: NoticeMail): NoticeWords {
  const [worst] = mail.servers
  if (!worst) throw new Error('A notice was to be written for nobody’s servers.')
  const subject = troubleSubject(words, mail.servers)
  const doing = doingWords(words, worst.cause, mail.isTaken)
  const next = [youCanDoWords(words, worst.cause), nextWords(words, dueAt(mail))]
  return {
    subject,
    content: {
      ...customerFrame(words, mail),
      preview: words('notices.began.preview', { since: moment(worst.since), doing }),
      tone: worst.impact,
      heading: asSentence(words, subject),
      passages: [
        serverRows(mail, server => sinceWords(words, server)),
        { is: 'text', text: doing },
        postAction(words, mail, 'incident'),
        { is: 'text', text: inARow(words, next) },
      ],
    },
  }
}
