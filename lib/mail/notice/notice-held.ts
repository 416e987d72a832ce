import { moment } from '#lib/mail/moment.ts'
import { worst } from '#lib/rules/servers/status.ts'
import { seriesOf } from '#lib/words/list.ts'
import { namedServers, serverCondition } from '#lib/words/notices.ts'
import type { Words } from '#lib/words/words.ts'
import type { Passage } from './content.ts'
import {
  type MailedEvidence,
  type MailedServer,
  type NoticeMail,
  type NoticeWords,
  serverRows,
} from './notice-words.ts'

/** "Held for you: suspicious file on web07", for staff: what was found where, in general words; details stay at the desk. */
export function heldWords(words: Words, mail: NoticeMail): NoticeWords {
  const { subject, heading, preview, text } = reasonOf(words, mail.servers)
  const rows = serverRows(mail, server => findingOf(words, server))
  return {
    subject,
    content: {
      siteName: mail.site.name,
      siteUrl: mail.site.url,
      preview,
      tone: mail.servers[0]?.impact ?? null,
      heading,
      passages: [
        // The public page of the server shows nothing of it.
        { ...rows, rows: rows.rows.map(row => ({ ...row, url: null })) },
        ...evidenceOf(words, mail),
        { is: 'text', text },
        ...actionsFor(words, mail),
      ],
      why: words('mail.forStaff', { site: mail.site.name }),
      footLinks: [],
    },
  }
}

/** Why it is held: other trouble than these is held because it was too much at once. */
function heldBy(servers: readonly MailedServer[]): 'file' | 'silence' | 'guess' | 'many' {
  if (servers.every(server => server.cause === 'suspicious-file')) return 'file'
  if (servers.every(server => server.cause === 'no-data')) return 'silence'
  return servers.every(server => server.isGuess) ? 'guess' : 'many'
}

function reasonOf(words: Words, servers: readonly MailedServer[]) {
  const { names } = namedServers(words, servers)
  const by = heldBy(servers)
  if (by === 'guess') {
    const facts = { names, impact: worst(servers.map(server => server.impact)) }
    return {
      subject: words('notices.held.guess.subject', facts),
      heading: words('notices.held.guess.heading', facts),
      preview: words('notices.held.guess.preview'),
      text: words('notices.held.guess.text'),
    }
  }
  return {
    subject: words(`notices.held.${by}.subject`, { names }),
    heading: words(`notices.held.${by}.heading`, { names }),
    preview: words(`notices.held.${by}.preview`),
    text: words(`notices.held.${by}.text`),
  }
}

/** Each opens a page at the desk with a button, for who is signed in. */
function actionsFor(words: Words, { site, postId, servers }: NoticeMail): Passage[] {
  const url = `${site.url}/desk/posts/${postId}`
  const acknowledge: Passage = {
    is: 'action',
    label: words('notices.held.acknowledge'),
    url: `${url}/acknowledge`,
  }
  if (servers.every(server => server.isGuess))
    return [{ is: 'action', label: words('notices.held.publish'), url }, acknowledge]
  if (servers.some(server => server.cause !== 'suspicious-file'))
    return [{ is: 'action', label: words('notices.held.open'), url }]
  return [{ is: 'action', label: words('notices.held.approve'), url }, acknowledge]
}

/** What was found, and for a guess what the alert says, for staff alone. */
function findingOf(words: Words, server: MailedServer): string {
  const finding = foundWords(words, server)
  return server.seen ? words('notices.held.row.seen', { finding, seen: server.seen }) : finding
}

function foundWords(words: Words, server: MailedServer): string {
  const since = moment(server.since)
  const condition = serverCondition(server)
  if (server.isGuess) return words('notices.held.row.guess', { condition, since })
  switch (server.cause) {
    case 'suspicious-file':
      return words('notices.held.row.file', { since })
    case 'no-data':
      return words('notices.held.row.silence', { since })
    default:
      return words('notices.held.row.trouble', { condition, since })
  }
}

/** More is read at the desk. */
const mostThings = 6

/** What was found, thing by thing: where, whose, what the package manager says, what was done, and who else has it. */
function evidenceOf(words: Words, { evidence = [], site }: NoticeMail): Passage[] {
  const more = evidence.length - mostThings
  const shown = evidence.slice(0, mostThings).map((thing): Passage => {
    const title = words('notices.held.evidence.title', {
      servers: namesOf(words, thing.servers, thing.moreServers),
    })
    return { is: 'facts', title, facts: factsOf(words, thing, site.url) }
  })
  return more > 0
    ? [...shown, { is: 'text', text: words('notices.held.evidence.more', { count: more }) }]
    : shown
}

function factsOf(words: Words, thing: MailedEvidence, siteUrl: string) {
  const { path, check, owner, sha256, packageAnswer, action, firstSeenAt, elsewhere, moreElsewhere } = thing
  const same =
    elsewhere.length > 0
      ? namesOf(words, elsewhere, moreElsewhere)
      : words('notices.held.evidence.nowhereElse')
  const facts = [
    { name: words('notices.held.evidence.path'), value: path },
    { name: words('notices.held.evidence.check'), value: check },
    { name: words('notices.held.evidence.owner'), value: owner },
    { name: words('notices.held.evidence.sha256'), value: sha256 },
    { name: words('notices.held.evidence.package'), value: packageAnswer },
    { name: words('notices.held.evidence.firstSeen'), value: moment(firstSeenAt) },
    { name: words('notices.held.evidence.action'), value: action },
    { name: words('notices.held.evidence.elsewhere'), value: same },
    { name: words('notices.held.evidence.page'), value: `${siteUrl}/desk/findings/${thing.findingId}` },
  ]
  return facts.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]))
}

function namesOf(words: Words, labels: readonly string[], more: number): string {
  const named = seriesOf(words, labels)
  return more > 0 ? words('notices.held.evidence.andMore', { named, count: more }) : named
}
