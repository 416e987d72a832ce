import { asSentence, commonCondition, namedServers } from '#lib/words/notices.ts'
import type { Words } from '#lib/words/words.ts'
import {
  asWell,
  customerFrame,
  type NoticeMail,
  type NoticeWords,
  postAction,
  serverRows,
  wasWords,
} from './notice-words.ts'

/** "web07 was down, all clear": it was over before the reader heard that it began. */
export function passedWords(words: Words, mail: NoticeMail): NoticeWords {
  const condition = commonCondition(mail.servers) ?? 'in_trouble'
  const subject = words('notices.passed.subject', { ...namedServers(words, mail.servers), condition })
  return {
    subject,
    content: {
      ...customerFrame(words, mail),
      preview: words('notices.passed.preview'),
      tone: 'operational',
      heading: asSentence(words, subject),
      passages: [
        asWell(serverRows(mail, server => wasWords(words, server))),
        { is: 'text', text: words('notices.passed.text') },
        postAction(words, mail, 'ended'),
      ],
    },
  }
}
