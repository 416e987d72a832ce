import { moment } from '#lib/mail/moment.ts'
import type { Condition } from '#lib/rules/servers/condition.ts'
import {
  asSentence,
  commonCondition,
  doingWords,
  inARow,
  namedServers,
  nextWords,
  serverCondition,
  youCanDoWords,
} from '#lib/words/notices.ts'
import type { Words } from '#lib/words/words.ts'
import {
  customerFrame,
  dueAt,
  type MailedServer,
  type NoticeMail,
  type NoticeWords,
  postAction,
  serverRows,
} from './notice-words.ts'

/** "web07 is down now (was slow)". */
export function worsenedWords(words: Words, mail: NoticeMail): NoticeWords {
  const [worst] = mail.servers
  if (!worst) throw new Error('A notice was to be written for nobody’s servers.')
  const { subject, heading } = headingOf(words, mail.servers, worst)
  const doing = doingWords(words, worst.cause, mail.isTaken)
  const next = [youCanDoWords(words, worst.cause), nextWords(words, dueAt(mail))]
  return {
    subject,
    content: {
      ...customerFrame(words, mail),
      preview: words('notices.worsened.preview', { doing }),
      tone: worst.impact,
      heading: asSentence(words, heading),
      passages: [
        serverRows(mail, server => rowWords(words, server)),
        { is: 'text', text: words('notices.worsened.text', { doing }) },
        postAction(words, mail, 'incident'),
        { is: 'text', text: inARow(words, next) },
      ],
    },
  }
}

/** What it was before stands in the subject alone, and only of one server. */
function headingOf(words: Words, servers: readonly MailedServer[], worst: MailedServer) {
  const named = namedServers(words, servers)
  const condition = commonCondition(servers)
  const heading = condition
    ? words('notices.worsened.subject', { ...named, condition })
    : words('notices.worsened.mixed', named)
  const before = named.count === 1 ? conditionBefore(worst) : null
  if (!condition || !before) return { subject: heading, heading }
  return { subject: words('notices.worsened.subjectBefore', { ...named, condition, before }), heading }
}

function rowWords(words: Words, server: MailedServer): string {
  const facts = { condition: serverCondition(server), since: moment(server.since) }
  const before = conditionBefore(server)
  return before
    ? words('notices.worsened.rowBefore', { ...facts, before })
    : words('notices.worsened.row', facts)
}

/** What it was told to be before, or null: the same, or nothing. */
function conditionBefore(server: MailedServer): Condition | null {
  const before = server.before ? serverCondition(server.before) : null
  return before === serverCondition(server) ? null : before
}
