import { moment, period } from '#lib/mail/moment.ts'
import { asSentence, namedServers } from '#lib/words/notices.ts'
import type { Words } from '#lib/words/words.ts'
import { lastEnd, maintenanceBody, maintenanceWords, plannedWords, slotWords } from './notice-maintenance.ts'
import type { MailedServer, NoticeMail, NoticeWords } from './notice-words.ts'

/** "Moved: maintenance of web07", with the times that hold and those that were told; or that it goes on for longer. */
export function movedWords(words: Words, mail: NoticeMail): NoticeWords {
  const { what, work: kind, isRunning } = maintenanceBody(mail)
  const { names, count } = namedServers(words, mail.servers)
  const said = asSentence(words, what)
  if (isRunning)
    return maintenanceWords(words, mail, {
      subject: words('maintenance.moved.longerSubject', { names }),
      lines: [words('maintenance.moved.longer', { what: said, end: moment(lastEnd(mail)) })],
      rowWords: server => longerRow(words, mail, server),
      isOver: false,
    })
  return maintenanceWords(words, mail, {
    subject: words('maintenance.moved.subject', { names }),
    lines: [words('maintenance.moved.what', { what: said, kind, count }), words('maintenance.moved.next')],
    rowWords: server => movedRow(words, mail, server),
    isOver: false,
  })
}

function longerRow(words: Words, mail: NoticeMail, server: MailedServer): string {
  const end = moment(lastEnd({ ...mail, servers: [server] }))
  return server.was
    ? words('maintenance.moved.longerRow', { end, before: moment(server.was.dueAt) })
    : words('maintenance.planned.row', { period: slotWords(mail, server) })
}

function movedRow(words: Words, mail: NoticeMail, server: MailedServer): string {
  const { was } = server
  return was
    ? words('maintenance.moved.row', {
        period: slotWords(mail, server),
        before: period(was.since, was.dueAt),
      })
    : words('maintenance.planned.row', { period: slotWords(mail, server) })
}

/** "Reminder: planned maintenance of web07". */
export function reminderWords(words: Words, mail: NoticeMail): NoticeWords {
  const { names } = namedServers(words, mail.servers)
  const subject = words('maintenance.reminder.subject', { names })
  const { content } = plannedWords(words, mail)
  return { subject, content: { ...content, heading: asSentence(words, subject) } }
}
