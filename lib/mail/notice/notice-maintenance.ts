import { moment, period } from '#lib/mail/moment.ts'
import type { NoticeBody } from '#lib/rules/notices/notice.ts'
import { worst } from '#lib/rules/servers/status.ts'
import { nameServers } from '#lib/rules/servers/wording.ts'
import type { Passage } from './content.ts'
import {
  customerFrame,
  labelsOf,
  type MailedServer,
  type NoticeMail,
  type NoticeWords,
  phraseOf,
  postAction,
  sentence,
  serverRows,
  troubleOf,
  whatWeDo,
} from './notice-words.ts'

type MaintenanceBody = Extract<NoticeBody, { is: 'work' }>

/** What each notice of work says: its heading, what it means for the reader, and what comes next. */
type MaintenanceText = { heading: string; lines: string[]; rowWords: string; isOver: boolean }

/** "Planned work on web07", with when and what. */
export function plannedWords(mail: NoticeMail): NoticeWords {
  const maintenance = maintenanceOf(mail)
  const names = namesOf(mail)
  return wordsOf(mail, {
    heading: `Planned work on ${names}`,
    lines: [
      `What we do: ${sentence(maintenance.what)} ${effectOf(maintenance, mail)}`,
      'You need not do anything. We write to you when it begins and when it is done.',
    ],
    rowWords: `from ${period(maintenance.startsAt, maintenance.endsAt)}`,
    isOver: false,
  })
}

/** "Work on web07 begins now"; a countermeasure in its own words: "We are scanning web07: web07 may be slow". */
export function startingWords(mail: NoticeMail): NoticeWords {
  const maintenance = maintenanceOf(mail)
  const names = namesOf(mail)
  const isCountermeasure = maintenance.work === 'countermeasure'
  const due = `It should be done by ${moment(maintenance.endsAt)}.`
  return wordsOf(mail, {
    heading: isCountermeasure
      ? `${maintenance.what.replace(/[.:\s]+$/, '')}: ${namedIn(maintenance, mail) ?? names} may be slow`
      : `Work on ${names} begins now`,
    lines: [
      isCountermeasure
        ? `We do this on purpose, to keep things safe. ${due}`
        : `What we do: ${sentence(maintenance.what)} ${effectOf(maintenance, mail)} ${due}`,
      'You need not do anything. We write to you when it is done.',
    ],
    rowWords: `since ${moment(maintenance.startsAt)}`,
    isOver: false,
  })
}

/** "Done: the work on web07", or that it does not take place. */
export function doneWords(mail: NoticeMail): NoticeWords {
  const maintenance = maintenanceOf(mail)
  const names = namesOf(mail)
  const what = sentence(maintenance.what)
  if (maintenance.isCancelled)
    return wordsOf(mail, {
      heading: `Cancelled: the work on ${names}`,
      lines: [`It does not take place. What was planned: ${what}`, 'You need not do anything.'],
      rowWords: `was planned from ${moment(maintenance.startsAt)}`,
      isOver: true,
    })
  const troubled = mail.servers.flatMap(server => (server.trouble ? [{ ...server, ...server.trouble }] : []))
  const [first] = troubled
  if (!first)
    return wordsOf(mail, {
      heading: `Done: the work on ${names}`,
      lines: [`What it was: ${what}`, 'If something does not work as before, please write to us.'],
      rowWords: `from ${period(maintenance.startsAt, maintenance.endsAt)}`,
      isOver: true,
    })
  return stillTroubled(mail, troubled, {
    heading: `Done: the work on ${names}, but ${lowerTrouble(troubled)}`,
    lines: [`What it was: ${what}`, whatWeDo(first.cause, mail.isTaken)],
    rowWords: `work from ${period(maintenance.startsAt, maintenance.endsAt)}`,
    isOver: true,
  })
}

/** "web21 is down", after "but". */
function lowerTrouble(servers: readonly MailedServer[]): string {
  const trouble = troubleOf(servers)
  return trouble.startsWith('Trouble') ? `there is t${trouble.slice(1)}` : trouble
}

/** The end of work must not hide what is wrong all the same. */
function stillTroubled(
  mail: NoticeMail,
  troubled: readonly MailedServer[],
  text: MaintenanceText,
): NoticeWords {
  const words = wordsOf(mail, text)
  const rows = serverRows({ ...mail, servers: troubled }, server => {
    return `${phraseOf(server)} since ${moment(server.since)}`
  })
  const tone = worst(troubled.map(server => server.impact))
  return {
    ...words,
    content: { ...words.content, tone, passages: [rows, ...words.content.passages.slice(1)] },
  }
}

function wordsOf(mail: NoticeMail, { heading, lines, rowWords, isOver }: MaintenanceText): NoticeWords {
  const rows = serverRows(mail, () => rowWords)
  const passages: Passage[] = [
    isOver ? { ...rows, rows: rows.rows.map(row => ({ ...row, impact: 'operational' })) } : rows,
    ...lines.map(text => ({ is: 'text' as const, text })),
    postAction(
      mail,
      isOver && !maintenanceOf(mail).isCancelled ? 'Read what was done' : 'Read about this work',
    ),
  ]
  return {
    subject: heading,
    content: {
      ...customerFrame(mail),
      preview: lines[0] ?? heading,
      tone: isOver ? 'operational' : (mail.servers[0]?.impact ?? null),
      heading: sentence(heading),
      passages,
    },
  }
}

function maintenanceOf({ body }: NoticeMail): MaintenanceBody {
  if (body?.is !== 'work') throw new Error('A notice of work was to be written without the work.')
  return body
}

function namesOf({ servers }: NoticeMail): string {
  return nameServers(labelsOf(servers))
}

/** "it", where what we do names the reader's only server already. */
function namedIn({ what }: MaintenanceBody, { servers: [only, second] }: NoticeMail): string | null {
  return only && !second && what.includes(only.label) ? 'it' : null
}

function effectOf({ work: maintenance }: MaintenanceBody, { servers }: NoticeMail): string {
  const it = servers.length === 1 ? 'it' : 'they'
  return maintenance === 'countermeasure'
    ? `Meanwhile ${it} may be slow.`
    : `Meanwhile ${it} may be out of reach for some time.`
}
