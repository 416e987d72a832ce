import { nameServers } from '#lib/rules/servers/wording.ts'
import {
  customerFrame,
  labelsOf,
  type MailedServer,
  type NoticeMail,
  type NoticeWords,
  postAction,
  serverRows,
  wasFrom,
} from './notice-words.ts'

/** "All clear: web07". */
export function endedWords(mail: NoticeMail): NoticeWords {
  const heading = `All clear: ${nameServers(labelsOf(mail.servers))}`
  const outcome = outcomeOf(mail.servers, (mail.words ?? []).length > 0)
  const rows = serverRows(mail, wasFrom)
  return {
    subject: heading,
    content: {
      ...customerFrame(mail),
      preview: outcome,
      tone: 'operational',
      heading: `${heading}.`,
      passages: [
        { is: 'text', text: outcome },
        { ...rows, rows: rows.rows.map(row => ({ ...row, impact: 'operational' })) },
        postAction(mail, 'Read what happened'),
        { is: 'text', text: 'Thank you for your patience.' },
      ],
    },
  }
}

/** What the end means. After a check we claim no recovery: what was found is staff's to say, on the page. */
function outcomeOf(servers: readonly MailedServer[], isSaid: boolean): string {
  const checked = servers.filter(server => server.cause === 'suspicious-file').length
  const [verb, they] = servers.length === 1 ? ['is', 'it has'] : ['are', 'they have']
  if (isSaid && checked > 0)
    return checked === servers.length ? 'We have finished the check.' : 'The trouble is over.'
  if (checked === servers.length)
    return 'We have finished the check. The page says what we found, and whether there is something for you to do.'
  if (checked > 0)
    return 'The trouble is over. The page says what happened, and whether there is something for you to do.'
  return `${nameServers(labelsOf(servers))} ${verb} well again, and ${they} stayed well while we watched.`
}
