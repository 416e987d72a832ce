import type { SendMailOptions } from 'nodemailer'
import type { Letter } from './letter.ts'

/** The letter as nodemailer takes it. The headers that nodemailer writes itself go by their own names, so that none is there twice. */
export function messageOf(letter: Letter, from: string): SendMailOptions {
  const {
    'Message-ID': messageId,
    References: references,
    'In-Reply-To': inReplyTo,
    ...headers
  } = letter.headers
  return {
    from,
    to: letter.to,
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    headers,
    ...(messageId ? { messageId } : {}),
    ...(references ? { references } : {}),
    ...(inReplyTo ? { inReplyTo } : {}),
    // A letter is words only: nothing in it may make nodemailer open a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}
