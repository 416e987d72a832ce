import type { ParsedMail } from 'mailparser'

/** A report in words alone: what the mail server answered, and the mail that it returns below. */
export type TextReport = { answer: string; status: string; recipients: string[]; returned: string }

/** What parts the words from the returned mail: Exim's and qmail's line, and the usual ones of others. */
const divider =
  /^-{3,} ?(?:This is a copy of|Below this line is a copy|The body of|Original message|Returned message).*$/im

/** The server's own line, with its code, wherever it stands in the words. */
const answerLine = /\b[45]\d\d[ -](?:[^\n]+)(?:\n +[^\n]+)*/

/**
 * Reads a report without a part for machines, as Exim before 4.85 and qmail write them. null: it is none, such as the mail
 * of a person or of a machine that is on holiday.
 */
export function readTextReport(mail: ParsedMail): TextReport | null {
  const failed = mail.headers.get('x-failed-recipients')
  const from = mail.from?.value[0]?.address ?? ''
  if (!failed && !/^(mailer-daemon|postmaster)@/i.test(from)) return null
  const text = (mail.text ?? '').replace(/\r\n/g, '\n')
  const found = divider.exec(text)
  if (!found) return null
  const words = text.slice(0, found.index)
  return {
    answer: (answerLine.exec(words)?.[0] ?? words).replace(/\s+/g, ' ').trim(),
    status: '',
    recipients: String(failed ?? '').split(/[\s,]+/),
    returned: text.slice(found.index + found[0].length),
  }
}
