import { moment, period } from '#lib/mail/moment.ts'
import type { NoticeBody } from '#lib/rules/notices/notice.ts'
import { worst } from '#lib/rules/servers/status.ts'
import { asSentence, commonCondition, doingWords, namedServers } from '#lib/words/notices.ts'
import type { Words } from '#lib/words/words.ts'
import type { Passage } from './content.ts'
import {
  asWell,
  customerFrame,
  type MailedServer,
  type NoticeMail,
  type NoticeWords,
  postAction,
  serverRows,
  sinceWords,
} from './notice-words.ts'

type MaintenanceBody = Extract<NoticeBody, { is: 'work' }>

/** What each notice of work says: its subject, what it means for the reader, and what comes next. */
type MaintenanceText = {
  subject: string
  lines: string[]
  rowWords: (server: MailedServer) => string
  isOver: boolean
}

/** "Planned maintenance of web07", with when and what. */
export function plannedWords(words: Words, mail: NoticeMail): NoticeWords {
  const maintenance = maintenanceBody(mail)
  const { names, count } = namedServers(words, mail.servers)
  const what = asSentence(words, maintenance.what)
  return maintenanceWords(words, mail, {
    subject: words('maintenance.planned.subject', { names }),
    lines: [
      words('maintenance.planned.what', { what, kind: maintenance.work, count }),
      words('maintenance.planned.next'),
    ],
    rowWords: server => words('maintenance.planned.row', { period: slotWords(mail, server) }),
    isOver: false,
  })
}

/** "Maintenance of web07 begins now"; a countermeasure in its own words: "We are scanning web07: it may be slow". */
export function startingWords(words: Words, mail: NoticeMail): NoticeWords {
  const maintenance = maintenanceBody(mail)
  const { count } = namedServers(words, mail.servers)
  const end = moment(lastEnd(mail))
  const what = asSentence(words, maintenance.what)
  return maintenanceWords(words, mail, {
    subject: startingSubject(words, maintenance, mail),
    lines: [
      maintenance.work === 'countermeasure'
        ? words('maintenance.starting.onPurpose', { end })
        : words(maintenance.isOpenEnded ? 'maintenance.starting.whatLonger' : 'maintenance.starting.what', {
            what,
            kind: maintenance.work,
            count,
            end,
          }),
      words('maintenance.starting.next'),
    ],
    rowWords: server => words('maintenance.starting.row', { start: moment(server.since) }),
    isOver: false,
  })
}

/** The server is "it" where what we do names the reader's only one already. */
function startingSubject(words: Words, maintenance: MaintenanceBody, { servers }: NoticeMail): string {
  const { names } = namedServers(words, servers)
  if (maintenance.work !== 'countermeasure') return words('maintenance.starting.subject', { names })
  const what = maintenance.what.replace(/[.:\s]+$/, '')
  const [only, second] = servers
  const isNamed = only && !second && maintenance.what.includes(only.label)
  return isNamed
    ? words('maintenance.starting.itMayBeSlow', { what })
    : words('maintenance.starting.mayBeSlow', { what, names })
}

/** "Done: maintenance of web07", or that it does not take place. */
export function doneWords(words: Words, mail: NoticeMail): NoticeWords {
  const maintenance = maintenanceBody(mail)
  const { names } = namedServers(words, mail.servers)
  const what = asSentence(words, maintenance.what)
  if (maintenance.isCancelled)
    return maintenanceWords(words, mail, {
      subject: words('maintenance.cancelled.subject', { names }),
      lines: [
        words('maintenance.cancelled.what', { what }),
        ...(maintenance.reason
          ? [words('maintenance.cancelled.reason', { reason: asSentence(words, maintenance.reason) })]
          : []),
        words('maintenance.cancelled.next'),
      ],
      rowWords: server => words('maintenance.cancelled.row', { start: moment(server.since) }),
      isOver: true,
    })
  const troubled = mail.servers.flatMap(server => (server.trouble ? [{ ...server, ...server.trouble }] : []))
  if (troubled.length > 0) return stillTroubled(words, mail, troubled)
  const goingOn = mail.servers.filter(server => server.goesOnUntil)
  if (goingOn.length > 0) return partlyDone(words, mail, goingOn)
  return maintenanceWords(words, mail, {
    subject: words('maintenance.done.subject', { names }),
    lines: [words('maintenance.done.what', { what }), words('maintenance.done.next')],
    rowWords: server => words('maintenance.done.row', { period: slotWords(mail, server) }),
    isOver: true,
  })
}

/** The end of one work must not hide that other work on the same servers goes on. */
function partlyDone(words: Words, mail: NoticeMail, goingOn: readonly MailedServer[]): NoticeWords {
  const what = asSentence(words, maintenanceBody(mail).what)
  const { names, count } = namedServers(words, goingOn)
  const end = goingOn.flatMap(server => server.goesOnUntil ?? []).sort()
  return maintenanceWords(words, mail, {
    subject: words('maintenance.done.onlySubject', { names }),
    lines: [
      words('maintenance.done.what', { what }),
      words('maintenance.done.goesOn', { names, count, end: moment(end.at(-1) ?? lastEnd(mail)) }),
    ],
    rowWords: server => words('maintenance.done.row', { period: slotWords(mail, server) }),
    isOver: false,
  })
}

/** The end of work must not hide what is wrong all the same. */
function stillTroubled(words: Words, mail: NoticeMail, troubled: readonly MailedServer[]): NoticeWords {
  const maintenance = maintenanceBody(mail)
  const what = asSentence(words, maintenance.what)
  const { subject, content } = maintenanceWords(words, mail, {
    subject: troubledSubject(words, mail, troubled),
    lines: [
      words('maintenance.done.what', { what }),
      doingWords(words, troubled[0]?.cause ?? null, mail.isTaken),
    ],
    rowWords: server => words('maintenance.troubled.row', { period: slotWords(mail, server) }),
    isOver: true,
  })
  const rows = serverRows({ ...mail, servers: troubled }, server => sinceWords(words, server))
  const tone = worst(troubled.map(server => server.impact))
  return { subject, content: { ...content, tone, passages: [rows, ...content.passages.slice(1)] } }
}

function troubledSubject(words: Words, mail: NoticeMail, troubled: readonly MailedServer[]): string {
  const { names } = namedServers(words, mail.servers)
  const { names: troubledNames, count } = namedServers(words, troubled)
  const condition = commonCondition(troubled)
  if (condition)
    return words('maintenance.troubled.subject', { names, troubled: troubledNames, count, condition })
  return words('maintenance.troubled.mixed', { names, troubled: troubledNames })
}

/** The mail of a notice of maintenance. */
export function maintenanceWords(words: Words, mail: NoticeMail, text: MaintenanceText): NoticeWords {
  const { subject, lines, rowWords, isOver } = text
  const rows = serverRows(mail, rowWords)
  const passages: Passage[] = [
    isOver ? asWell(rows) : rows,
    ...lines.map(line => ({ is: 'text' as const, text: line })),
    postAction(words, mail, isOver && !maintenanceBody(mail).isCancelled ? 'done' : 'work'),
  ]
  return {
    subject,
    content: {
      ...customerFrame(words, mail),
      preview: lines[0] ?? subject,
      tone: isOver ? 'operational' : (mail.servers[0]?.impact ?? null),
      heading: asSentence(words, subject),
      passages,
    },
  }
}

/** When a server has its turn; a notice that does not say it means the whole. */
function slotOf(mail: NoticeMail, { since, dueAt }: MailedServer): { since: string; dueAt: string } {
  return { since, dueAt: dueAt ?? maintenanceBody(mail).endsAt }
}

/** When the last of the reader's own servers is done. */
export function lastEnd(mail: NoticeMail): string {
  const ends = mail.servers.map(server => slotOf(mail, server).dueAt).sort()
  return ends.at(-1) ?? maintenanceBody(mail).endsAt
}

/** "from 22:00 to 22:20 UTC", each with its own time. */
export function slotWords(mail: NoticeMail, server: MailedServer): string {
  const { since, dueAt } = slotOf(mail, server)
  return period(since, dueAt)
}

export function maintenanceBody({ body }: NoticeMail): MaintenanceBody {
  if (body?.is !== 'work') throw new Error('A notice of work was to be written without the work.')
  return body
}
