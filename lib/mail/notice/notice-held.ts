import { moment } from '#lib/mail/moment.ts'
import { worst } from '#lib/rules/servers/status.ts'
import { nameServers, troubleNoun } from '#lib/rules/servers/wording.ts'
import type { Passage } from './content.ts'
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
  const rows = serverRows(mail, server => `${findingOf(server)} at ${moment(server.since)}${seenIn(server)}`)
  const { what, heading, preview, text } = reasonOf(mail.servers, names)
  return {
    subject: `Held for you: ${what} on ${names}`,
    content: {
      siteName: mail.site.name,
      siteUrl: mail.site.url,
      preview,
      tone: mail.servers[0]?.impact ?? null,
      heading,
      passages: [
        // The public page of the server shows nothing of it.
        { ...rows, rows: rows.rows.map(row => ({ ...row, url: null })) },
        { is: 'text', text },
        ...actionsFor(mail),
      ],
      why: `You get this because you are staff of ${mail.site.name}.`,
      footLinks: [],
    },
  }
}

/** Each opens a page at the desk with a button, for who is signed in. */
function actionsFor({ site, postId, servers }: NoticeMail): Passage[] {
  const url = `${site.url}/desk/posts/${postId}`
  if (servers.every(server => server.isGuess))
    return [
      { is: 'action', label: 'Publish it or dismiss it', url },
      { is: 'action', label: 'Say that you look at it', url: `${url}/acknowledge` },
    ]
  if (servers.some(server => server.cause !== 'suspicious-file'))
    return [{ is: 'action', label: 'Open it at the desk', url }]
  return [
    { is: 'action', label: 'Read and approve', url },
    { is: 'action', label: 'Say that you look at it', url: `${url}/acknowledge` },
  ]
}

const hidden = 'Customers see nothing of it until you approve the post.'

/** Suspicious files, silent agents and guesses are held from the pages; other trouble is held because it was too much at once. */
function reasonOf(servers: readonly MailedServer[], names: string) {
  const isAll = (cause: MailedServer['cause']) => servers.every(server => server.cause === cause)
  if (isAll('suspicious-file'))
    return {
      what: 'suspicious file',
      heading: `A file that should not be there was found on ${names}.`,
      preview: hidden,
      text: 'Customers see nothing of it. A post is held for you: read what was found, then approve it or keep it to yourselves.',
    }
  if (isAll('no-data'))
    return {
      what: 'silent agents',
      heading: `The agents of ${names} fell silent at once.`,
      preview: 'Look at our own network first.',
      text: 'So many at once are more likely a fault of our own network than of the servers. Customers see nothing of it. A post is held for you: approve it if the servers are down; it is laid aside by itself when all agents are back.',
    }
  if (servers.every(server => server.isGuess)) {
    const noun = troubleNoun(worst(servers.map(server => server.impact)))
    return {
      what: `what looks like ${noun}`,
      heading: `It looks like ${noun} of ${names}, but no alert says so.`,
      preview: 'Customers see nothing of it until you publish it.',
      text: 'Customers see nothing of it. If it is true, publish it with one click; if not, dismiss it. It is laid aside by itself when it ends before anybody has looked.',
    }
  }
  return {
    what: 'notices about trouble',
    heading: `Notices about trouble on ${names} are held for you.`,
    preview: 'It was too much at once, so nobody was told yet.',
    text: 'It was too much at once, which is more likely an error than the truth. The pages show it, but nobody was told. Let the notices go at the desk if it is true; what ends before that is never told.',
  }
}

/** What the alert says, for staff alone. */
function seenIn({ seen }: MailedServer): string {
  return seen ? `: ${seen}` : ''
}

function findingOf(server: MailedServer): string {
  if (server.isGuess) return `perhaps ${phraseOf(server)}, seen`
  switch (server.cause) {
    case 'suspicious-file':
      return 'file found'
    case 'no-data':
      return 'last heard'
    default:
      return `${phraseOf(server)}, found`
  }
}
