import { moment, period, withMarks } from '#lib/mail/moment.ts'
import type { NoticeBody } from '#lib/rules/notices/notice.ts'
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
  whenWeWriteNext,
} from './notice-words.ts'

/** "Update: web07 is down", in the words of staff. */
export function updateWords(mail: NoticeMail): NoticeWords {
  const { body } = mail
  if (body?.is !== 'words') throw new Error('An update was to be mailed without its words.')
  const heading = `Update: ${subjectOf(mail, body)}`
  const text = withMarks(body.text)
  return {
    subject: heading,
    content: {
      ...customerFrame(mail),
      preview: text,
      tone: body.about === 'incident' ? (mail.servers[0]?.impact ?? null) : null,
      heading: sentence(heading),
      passages: [
        { is: 'words', text },
        ...rowsOf(mail, body),
        postAction(mail, body.about === 'incident' ? 'Follow this incident' : 'Read the whole post'),
        ...nextOf(mail, body),
      ],
    },
  }
}

type Words = Extract<NoticeBody, { is: 'words' }>

function subjectOf({ servers }: NoticeMail, { about, title }: Words): string {
  if (about !== 'incident') return title
  const open = servers.filter(server => server.until === null)
  if (open.length > 0) return troubleOf(open)
  return `${nameServers(labelsOf(servers))} ${servers.length === 1 ? 'has' : 'have'} recovered`
}

function rowsOf(mail: NoticeMail, { about }: Words): Passage[] {
  if (mail.servers.length === 0) return []
  if (about === 'incident') return [serverRows(mail, stateOf)]
  const rows = serverRows(mail, server =>
    about === 'maintenance' ? `work from ${moment(server.since)}` : 'is named in it',
  )
  return [about === 'maintenance' ? rows : withoutSigns(rows)]
}

function stateOf(server: MailedServer): string {
  const since = moment(server.since)
  return server.until
    ? `was ${phraseOf(server)} from ${period(server.since, server.until)}`
    : `${phraseOf(server)} since ${since}`
}

/** Nothing is known to be wrong with what an advisory names. */
export function withoutSigns(rows: Extract<Passage, { is: 'servers' }>): Passage {
  return { ...rows, rows: rows.rows.map(row => ({ ...row, impact: null })) }
}

function nextOf(mail: NoticeMail, { about }: Words): Passage[] {
  if (about === 'incident') return [{ is: 'text', text: whenWeWriteNext(mail) }]
  if (!mail.nextUpdateAt) return []
  return [{ is: 'text', text: `The next update is due by ${moment(mail.nextUpdateAt)}.` }]
}
