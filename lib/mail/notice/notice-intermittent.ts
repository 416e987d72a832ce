import { moment } from '#lib/mail/moment.ts'
import { type Condition, conditionOf } from '#lib/rules/servers/condition.ts'
import { asSentence, doingWords, namedServers, youCanDoWords } from '#lib/words/notices.ts'
import type { Words } from '#lib/words/words.ts'
import {
  customerFrame,
  type MailedServer,
  type NoticeMail,
  type NoticeWords,
  postAction,
  serverRows,
} from './notice-words.ts'

/** "web07 is intermittently down" */
export function intermittentWords(words: Words, mail: NoticeMail): NoticeWords {
  const [worst] = mail.servers
  if (!worst) throw new Error('A notice was to be written for nobody’s servers.')
  const conditions = new Set(mail.servers.map(byTurns))
  const condition = conditions.size === 1 ? byTurns(worst) : 'impaired'
  const subject = words('notices.intermittent.subject', { ...namedServers(words, mail.servers), condition })
  const doing = doingWords(words, worst.cause, mail.isTaken)
  const youCanDo = youCanDoWords(words, worst.cause)
  return {
    subject,
    content: {
      ...customerFrame(words, mail),
      preview: words('notices.intermittent.preview'),
      tone: worst.impact,
      heading: asSentence(words, subject),
      passages: [
        serverRows(mail, server =>
          words('notices.intermittent.row', { condition: byTurns(server), since: moment(server.since) }),
        ),
        { is: 'text', text: words('notices.intermittent.text', { doing }) },
        postAction(words, mail, 'incident'),
        { is: 'text', text: words('notices.intermittent.next', { youCanDo }) },
      ],
    },
  }
}

function byTurns({ impact, cause }: MailedServer): Condition {
  return conditionOf(impact, cause, true)
}
