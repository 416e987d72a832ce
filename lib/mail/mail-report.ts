import { type SimpleParserOptions, simpleParser } from 'mailparser'
import { isDeadAddress } from './smtp-status.ts'

/**
 * What a mail server reports of a letter that it took. dead: the address does not exist. complained: the reader called it spam.
 * passing: it says nothing about the address. letterId is a secret between us and those who carried the letter; addresses are
 * those to which it may have gone, lower case.
 */
export type MailReport =
  | { is: 'dead' | 'complained'; letterId: string; addresses: string[]; reason: string }
  | { is: 'passing'; why: string }
  | { is: 'unreadable'; why: string }

/** The machine's parts of a report are kept apart from the text, and nothing is rendered. */
const options: SimpleParserOptions = {
  ...{ keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true },
}

const returnedTypes = ['text/rfc822-headers', 'message/rfc822', 'message/global', 'message/global-headers']

/**
 * Reads a mail that came back to our sender's address: a delivery status (RFC 3464) or a complaint (RFC 5965), each inside
 * a multipart/report (RFC 6522) that returns the letter or its headers.
 */
export async function readMailReport(bytes: Buffer): Promise<MailReport> {
  // It rejects what is larger or deeper than it allows.
  const mail = await simpleParser(bytes, options).catch(() => null)
  if (!mail) return { is: 'unreadable', why: 'It cannot be read as a mail.' }
  const part = (...types: string[]) =>
    mail.attachments.find(({ contentType }) => types.includes(contentType))?.content.toString() ?? null
  const status = part('message/delivery-status', 'message/global-delivery-status')
  const feedback = part('message/feedback-report')
  if (status === null && feedback === null)
    return { is: 'unreadable', why: 'It is no report: it has no message/delivery-status and no feedback.' }
  const [returned] = groupsOf(part(...returnedTypes) ?? '')
  const letterId = /^<([a-z0-9]{12})@/.exec(returned?.get('message-id') ?? '')?.[1]
  if (!returned || !letterId)
    return {
      is: 'unreadable',
      why: 'It does not return the Message-ID of a letter of ours, so it proves nothing.',
    }
  const letter = { letterId, to: returned.get('to') ?? '' }
  return feedback === null ? ofStatus(status ?? '', letter) : ofFeedback(feedback, letter)
}

/** What a report returns of the letter. */
type Returned = { letterId: string; to: string }

function ofStatus(text: string, { letterId, to }: Returned): MailReport {
  const failed = groupsOf(text).find(fields => fields.get('action')?.toLowerCase() === 'failed')
  if (!failed) return { is: 'passing', why: 'Nothing has failed for good.' }
  const status = failed.get('status')?.split(/[\s(]/, 1)[0] ?? ''
  const answer = failed.get('diagnostic-code')?.replace(/^smtp;\s*/i, '') ?? ''
  if (!isDeadAddress(status))
    return { is: 'passing', why: `${status || 'No status'} does not say that the address is dead.` }
  const recipients = ['original-recipient', 'final-recipient'].map(name => failed.get(name))
  const reason = `mail came back: ${answer || status}`.slice(0, 300)
  return { is: 'dead', letterId, addresses: addressesIn([to, ...recipients]), reason }
}

function ofFeedback(text: string, { letterId, to }: Returned): MailReport {
  const fields = groupsOf(text)[0]
  const type = fields?.get('feedback-type')?.toLowerCase() ?? ''
  if (type !== 'abuse') return { is: 'passing', why: `Feedback of the type "${type}" is no complaint.` }
  const addresses = addressesIn([to, fields?.get('original-rcpt-to')])
  return { is: 'complained', letterId, addresses, reason: 'the reader called a mail spam' }
}

/** Groups of fields, parted by empty lines: the first about the message, then one per recipient. Names in lower case. */
function groupsOf(text: string): Map<string, string>[] {
  const unfolded = text
    .trim()
    .replace(/\r\n/g, '\n')
    .replace(/\n[ \t]+/g, ' ')
  return unfolded.split(/\n\s*\n/).map(group => {
    const fields = group.split('\n').map(line => /^([\w-]+):\s*(.*)$/.exec(line))
    return new Map(
      fields.flatMap(field => (field ? [[field[1]?.toLowerCase() ?? '', field[2]?.trim() ?? '']] : [])),
    )
  })
}

/** Of "Jane <jane@example.com>", "rfc822;jane@example.com" and "jane@example.com". */
function addressesIn(texts: readonly (string | undefined)[]): string[] {
  const found = texts.map(text => /[^\s<>;,"]+@[^\s<>;,"]+/.exec(text ?? '')?.[0].toLowerCase())
  return [...new Set(found.filter(address => address !== undefined))]
}
