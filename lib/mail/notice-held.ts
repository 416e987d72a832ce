import { nameServers } from '#lib/rules/wording.ts'
import { utcMoment } from './moment.ts'
import {
  labelsOf,
  type MailedServer,
  type NoticeMail,
  type NoticeWords,
  phraseOf,
  serverRows,
} from './notice-words.ts'

/** "Held for you: suspicious file on web07", for staff: what was found where, in general words; details stay at the desk. */
export function heldWords(mail: NoticeMail): NoticeWords {
  const names = nameServers(labelsOf(mail.servers))
  const isFile = mail.servers.every(server => server.cause === 'suspicious-file')
  const rows = serverRows(mail, server => `${findingOf(server)} at ${utcMoment(server.since)}`)
  const heading = isFile
    ? `A file that should not be there was found on ${names}.`
    : `Trouble was found on ${names}.`
  return {
    subject: `Held for you: ${isFile ? 'suspicious file' : 'trouble'} on ${names}`,
    content: {
      siteName: mail.site.name,
      siteUrl: mail.site.url,
      preview: 'Customers see nothing of it until you approve the post.',
      tone: mail.servers[0]?.impact ?? null,
      heading,
      passages: [
        // The public page of the server shows nothing of it.
        { ...rows, rows: rows.rows.map(row => ({ ...row, url: null })) },
        {
          is: 'text',
          text: 'Customers see nothing of it. A post is held for you: read what was found, then approve it or keep it to yourselves.',
        },
        { is: 'action', label: 'Open the desk', url: `${mail.site.url}/desk` },
      ],
      why: `You get this because you are staff of ${mail.site.name}.`,
      footLinks: [],
    },
  }
}

function findingOf(server: MailedServer): string {
  return server.cause === 'suspicious-file' ? 'file found' : `${phraseOf(server)}, found`
}
