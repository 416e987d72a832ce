import { moment } from '#lib/mail/moment.ts'
import { impactPhrase, serversAre } from '#lib/rules/servers/wording.ts'
import {
  customerFrame,
  labelsOf,
  type MailedServer,
  type NoticeMail,
  type NoticeWords,
  postAction,
  serverRows,
  whatWeDo,
  whatYouCanDo,
} from './notice-words.ts'

/** "web07 is intermittently down" */
export function intermittentWords(mail: NoticeMail): NoticeWords {
  const [worst] = mail.servers
  if (!worst) throw new Error('A notice was to be written for nobody’s servers.')
  const phrases = new Set(mail.servers.map(byTurns))
  const heading = serversAre(
    labelsOf(mail.servers),
    phrases.size === 1 ? byTurns(worst) : 'intermittently impaired',
  )
  return {
    subject: heading,
    content: {
      ...customerFrame(mail),
      preview: 'It fails and recovers by turns. We write again when it is stable.',
      tone: worst.impact,
      heading: `${heading}.`,
      passages: [
        serverRows(mail, server => `${byTurns(server)}, first at ${moment(server.since)}`),
        { is: 'text', text: `It fails and recovers by turns. ${whatWeDo(worst.cause, mail.isTaken)}` },
        postAction(mail, 'Follow this incident'),
        {
          is: 'text',
          text: `${whatYouCanDo(worst.cause)} So as not to write to you at every turn, we write again when it is stable. The page has everything in between.`,
        },
      ],
    },
  }
}

function byTurns({ impact, cause }: MailedServer): string {
  return impactPhrase(impact, cause, true)
}
