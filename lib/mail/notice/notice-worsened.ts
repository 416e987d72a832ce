import { moment } from '#lib/mail/moment.ts'
import { serversAre } from '#lib/rules/servers/wording.ts'
import {
  commonPhrase,
  customerFrame,
  labelsOf,
  type MailedServer,
  type NoticeMail,
  type NoticeWords,
  phraseOf,
  postAction,
  serverRows,
  whatWeDo,
  whatYouCanDo,
  whenWeWriteNext,
} from './notice-words.ts'

/** "web07 is down now (was slow)". */
export function worsenedWords(mail: NoticeMail): NoticeWords {
  const [worst] = mail.servers
  if (!worst) throw new Error('A notice was to be written for nobody’s servers.')
  const phrase = commonPhrase(mail.servers) ?? 'worse'
  const heading = `${serversAre(labelsOf(mail.servers), phrase)} now`
  const was = mail.servers.length === 1 ? pastOf(worst) : null
  return {
    subject: was ? `${heading} (${was})` : heading,
    content: {
      ...customerFrame(mail),
      preview: `It got worse. ${whatWeDo(worst.cause, mail.isTaken)}`,
      tone: worst.impact,
      heading: `${heading}.`,
      passages: [
        serverRows(mail, wordsOf),
        { is: 'text', text: `It is worse than when we last wrote. ${whatWeDo(worst.cause, mail.isTaken)}` },
        postAction(mail, 'Follow this incident'),
        { is: 'text', text: `${whatYouCanDo(worst.cause)} ${whenWeWriteNext(mail)}` },
      ],
    },
  }
}

function wordsOf(server: MailedServer): string {
  const was = pastOf(server)
  return `${phraseOf(server)} now${was ? ` (${was})` : ''}; in trouble since ${moment(server.since)}`
}

/** "was slow", or null where it was told in the same word or not at all. */
function pastOf(server: MailedServer): string | null {
  const before = server.before ? phraseOf(server.before) : null
  return before && before !== phraseOf(server) ? `was ${before}` : null
}
