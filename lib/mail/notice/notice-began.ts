import { moment } from '#lib/mail/moment.ts'
import {
  customerFrame,
  type NoticeMail,
  type NoticeWords,
  phraseOf,
  postAction,
  serverRows,
  troubleOf,
  whatWeDo,
  whatYouCanDo,
  whenWeWriteNext,
} from './notice-words.ts'

/** "web07 is down". */
export function beganWords(mail: NoticeMail): NoticeWords {
  const [worst] = mail.servers
  if (!worst) throw new Error('A notice was to be written for nobody’s servers.')
  const heading = troubleOf(mail.servers)
  return {
    subject: heading,
    content: {
      ...customerFrame(mail),
      preview: `Since ${moment(worst.since)}. ${whatWeDo(worst.cause, mail.isTaken)}`,
      tone: worst.impact,
      heading: `${heading}.`,
      passages: [
        serverRows(mail, server => `${phraseOf(server)} since ${moment(server.since)}`),
        { is: 'text', text: whatWeDo(worst.cause, mail.isTaken) },
        postAction(mail, 'Follow this incident'),
        { is: 'text', text: `${whatYouCanDo(worst.cause)} ${whenWeWriteNext(mail)}` },
      ],
    },
  }
}
