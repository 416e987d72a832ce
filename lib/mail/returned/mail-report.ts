import { type ParsedMail, type SimpleParserOptions, simpleParser } from 'mailparser'
import { cameBack, meaningOfRefusal } from '#lib/rules/sending/refusal.ts'
import { addressesIn, groupsOf } from './report-fields.ts'
import { readTextReport } from './text-report.ts'

/**
 * What a mail server reports of a mail that it took. dead: the address does not exist. refused: something else is wrong
 * with this mailbox. complained: the reader called it spam. passing: it says nothing about the address. mailId is a secret
 * between us and those who carried the mail; addresses are those to which it may have gone, lower case.
 */
export type MailReport =
  | { is: 'dead' | 'refused' | 'complained'; mailId: string; addresses: string[]; reason: string }
  | { is: 'passing'; why: string }
  | { is: 'unreadable'; why: string }

/** The machine's parts of a report are kept apart from the text, and nothing is rendered. */
const options: SimpleParserOptions = {
  keepDeliveryStatus: true,
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipImageLinks: true,
}

const returnedTypes = ['text/rfc822-headers', 'message/rfc822', 'message/global', 'message/global-headers']

/**
 * Reads a mail that came back to our sender's address: a delivery status (RFC 3464) or a complaint (RFC 5965), each inside
 * a multipart/report (RFC 6522) that returns the mail or its headers; or plain words with the mail below, as some
 * servers write them.
 */
export async function readMailReport(bytes: Buffer): Promise<MailReport> {
  // It rejects what is larger or deeper than it allows.
  const mail = await simpleParser(bytes, options).catch(() => null)
  if (!mail) return { is: 'unreadable', why: 'It cannot be read as a mail.' }
  const status = partOf(mail, 'message/delivery-status', 'message/global-delivery-status')
  const feedback = partOf(mail, 'message/feedback-report')
  const text = (status ?? feedback) ? null : readTextReport(mail)
  if (status === null && feedback === null && text === null)
    return {
      is: 'unreadable',
      why: 'It is no report: it has no message/delivery-status, no feedback, and no words of a mail server.',
    }
  const [returned] = groupsOf(text?.returned ?? partOf(mail, ...returnedTypes) ?? '')
  const mailId = /^<([\w.-]{12,240})@/.exec(returned?.get('message-id') ?? '')?.[1]
  if (!returned || !mailId)
    return {
      is: 'unreadable',
      why: 'It does not return the Message-ID of a mail of ours, so it proves nothing.',
    }
  const ownMail = { mailId, to: returned.get('to') ?? '' }
  if (feedback !== null) return ofFeedback(feedback, ownMail)
  return text ? ofRefusal(text, ownMail) : ofStatus(status ?? '', ownMail)
}

function partOf(mail: ParsedMail, ...types: string[]): string | null {
  return mail.attachments.find(({ contentType }) => types.includes(contentType))?.content.toString() ?? null
}

/** What a report returns of the mail. */
type Returned = { mailId: string; to: string }

function ofStatus(text: string, ownMail: Returned): MailReport {
  const failed = groupsOf(text).find(fields => fields.get('action')?.toLowerCase() === 'failed')
  if (!failed) return { is: 'passing', why: 'Nothing has failed for good.' }
  const status = failed.get('status')?.split(/[\s(]/, 1)[0] ?? ''
  const answer = failed.get('diagnostic-code')?.replace(/^[\w-]+\s*;\s*/, '') ?? ''
  const recipients = ['original-recipient', 'final-recipient'].map(name => failed.get(name))
  return ofRefusal({ answer, status, recipients }, ownMail)
}

type Refusal = { answer: string; status: string; recipients: (string | undefined)[] }

function ofRefusal({ answer, status, recipients }: Refusal, { mailId, to }: Returned): MailReport {
  const about = answer || status ? meaningOfRefusal(answer, status) : 'other'
  const said = answer || status || 'no reason given'
  if (about === 'other') return { is: 'passing', why: `"${said}" does not say that the address is dead.` }
  const is = about === 'gone' ? 'dead' : 'refused'
  const reason = `${cameBack}${answer || status}`.slice(0, 300)
  return { is, mailId, addresses: addressesIn([to, ...recipients]), reason }
}

function ofFeedback(text: string, { mailId, to }: Returned): MailReport {
  const fields = groupsOf(text)[0]
  const type = fields?.get('feedback-type')?.toLowerCase() ?? ''
  if (type !== 'abuse') return { is: 'passing', why: `Feedback of the type "${type}" is no complaint.` }
  const addresses = addressesIn([to, fields?.get('original-rcpt-to')])
  return { is: 'complained', mailId, addresses, reason: 'the reader called a mail spam' }
}
