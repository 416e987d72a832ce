import { nameServers } from '#lib/rules/servers/wording.ts'
import {
  commonPhrase,
  customerFrame,
  labelsOf,
  type NoticeMail,
  type NoticeWords,
  postAction,
  serverRows,
  wasFrom,
} from './notice-words.ts'

/** "web07 was down, all clear": it was over before the reader heard that it began. */
export function passedWords(mail: NoticeMail): NoticeWords {
  const verb = mail.servers.length === 1 ? 'was' : 'were'
  const names = nameServers(labelsOf(mail.servers))
  const heading = `${names} ${verb} ${commonPhrase(mail.servers) ?? 'in trouble'}, all clear`
  const rows = serverRows(mail, wasFrom)
  return {
    subject: heading,
    content: {
      ...customerFrame(mail),
      preview: 'It was over before we could write to you.',
      tone: 'operational',
      heading: `${heading}.`,
      passages: [
        { ...rows, rows: rows.rows.map(row => ({ ...row, impact: 'operational' })) },
        {
          is: 'text',
          text: 'It was over before we could write to you. The page says what happened, and whether there is something for you to do.',
        },
        postAction(mail, 'Read what happened'),
      ],
    },
  }
}
