import { moment, period, withMarks } from '#lib/mail/moment.ts'
import type { NoticeBody } from '#lib/rules/notices/notice.ts'
import { asSentence, commonCondition, namedServers, nextWords, serverCondition } from '#lib/words/notices.ts'
import type { Words } from '#lib/words/words.ts'
import type { Passage } from './content.ts'
import {
  asWell,
  customerFrame,
  dueAt,
  type MailedServer,
  type NoticeMail,
  type NoticeWords,
  postAction,
  serverRows,
  sinceWords,
} from './notice-words.ts'

/** "Update: web07 is down", in the words of staff. */
export function updateWords(words: Words, mail: NoticeMail): NoticeWords {
  const { body } = mail
  if (body?.is !== 'words') throw new Error('An update was to be mailed without its words.')
  const subject = subjectOf(words, mail, body)
  const text = withMarks(body.text)
  const isIncident = body.about === 'incident'
  return {
    subject,
    content: {
      ...customerFrame(words, mail),
      preview: text,
      tone: isIncident ? toneOf(mail) : null,
      heading: asSentence(words, subject),
      passages: [
        { is: 'words', text, language: body.language },
        ...rowsOf(words, mail, body),
        postAction(words, mail, isIncident ? 'incident' : 'post'),
        ...nextOf(words, mail, body),
      ],
    },
  }
}

/** Who was named by mistake reads good news. */
function toneOf({ servers: [first] }: NoticeMail) {
  return first?.isMistaken ? ('operational' as const) : (first?.impact ?? null)
}

type StaffWords = Extract<NoticeBody, { is: 'words' }>

function subjectOf(
  words: Words,
  { servers }: NoticeMail,
  { about, title, isCorrection }: StaffWords,
): string {
  if (isCorrection) return words('notices.update.corrected', { title })
  if (about !== 'incident' || servers.length === 0) return words('notices.update.titled', { title })
  const open = servers.filter(server => server.until === null)
  if (open.length === 0) return words('notices.update.recovered', namedServers(words, servers))
  const named = namedServers(words, open)
  const condition = commonCondition(open)
  if (condition) return words('notices.update.trouble', { ...named, condition })
  return words('notices.update.mixed', { names: named.names })
}

function rowsOf(words: Words, mail: NoticeMail, { about }: StaffWords): Passage[] {
  if (mail.servers.length === 0) return []
  switch (about) {
    case 'incident': {
      const rows = serverRows(mail, server => stateWords(words, server))
      return [isMistake(mail) ? asWell(rows) : rows]
    }
    case 'maintenance':
      return [serverRows(mail, ({ since }) => words('notices.row.work', { since: moment(since) }))]
    case 'advisory':
      return [namedRows(words, mail)]
  }
}

/** It says that its servers were named by mistake. */
function isMistake({ servers }: NoticeMail): boolean {
  return servers.length > 0 && servers.every(server => server.isMistaken)
}

function stateWords(words: Words, server: MailedServer): string {
  if (server.isMistaken) return words('notices.row.mistaken')
  if (!server.until) return sinceWords(words, server)
  return words('notices.row.was', {
    condition: serverCondition(server),
    period: period(server.since, server.until),
  })
}

/** The servers that an advisory names, without signs: nothing is known to be wrong with them. */
export function namedRows(words: Words, mail: NoticeMail): Passage {
  const rows = serverRows(mail, () => words('notices.row.named'))
  return { ...rows, rows: rows.rows.map(row => ({ ...row, impact: null })) }
}

function nextOf(words: Words, mail: NoticeMail, { about }: StaffWords): Passage[] {
  if (isMistake(mail)) return []
  const due = dueAt(mail)
  if (about === 'incident') return [{ is: 'text', text: nextWords(words, due) }]
  return due === null ? [] : [{ is: 'text', text: words('notices.next.due', { at: due }) }]
}
