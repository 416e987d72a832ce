import type { SendMailOptions } from 'nodemailer'
import type { Mail } from '#lib/mail/mail.ts'

/** How the calendar of a mail is attached, whoever sends it. */
export const calendarName = 'maintenance.ics'
export const calendarType = 'text/calendar; charset=utf-8'

/** As whom mails go out; a function where that may change while the process runs. */
export type Sender = string | (() => string)

function nameOf(sender: Sender): string {
  return typeof sender === 'string' ? sender : sender()
}

/** As whom a mail goes out: a brand's in the brand's name. */
export function mailedFrom({ as }: Mail, sender: Sender): string {
  return as?.from ?? nameOf(sender)
}

/**
 * The mail as nodemailer takes it: with the same Message-ID and, where it is known when it was written, the same Date at
 * each attempt, by which a mailbox knows a mail again. The headers that nodemailer writes itself go by their own names, so
 * that none is there twice; the others are ASCII and go out as they are, because it would take them for words and
 * encode them.
 */
export function smtpMessageOf(mail: Mail, sender: Sender): SendMailOptions {
  const from = mailedFrom(mail, sender)
  const {
    'Message-ID': messageId,
    References: references,
    'In-Reply-To': inReplyTo,
    ...headers
  } = mail.headers
  return {
    from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    ...(mail.calendar ? { attachments: [calendarFile(mail.calendar)] } : {}),
    headers: asTheyAre(headers),
    messageId: messageId ?? `<${mail.key}@${hostOf(from)}>`,
    ...(mail.writtenAt ? { date: mail.writtenAt } : {}),
    ...(references ? { references } : {}),
    ...(inReplyTo ? { inReplyTo } : {}),
    // A mail is words only: nothing in it may make nodemailer open a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** As programs that open tickets look for it: a file, and no invitation that somebody would have to answer. */
function calendarFile(calendar: string) {
  return {
    filename: calendarName,
    content: calendar,
    contentType: calendarType,
  }
}

/** Folded where a line is long, and otherwise left alone. */
function asTheyAre(headers: Mail['headers']): SendMailOptions['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, { value, prepared: true, foldLines: true }]),
  )
}

/** Where our own mails come from: "Status <status@example.com>" is example.com. */
function hostOf(from: string): string {
  return /@([^\s@<>"]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
}
