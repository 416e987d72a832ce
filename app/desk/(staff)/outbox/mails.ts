import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import PostalMime, { type Email } from 'postal-mime'
import { env } from '#lib/env.ts'
import { outboxFolder } from '#lib/mail/transport/transport.ts'

/** Whether mails are written into files, because no provider is set. */
export const hasOutbox = !env.RESEND_API_KEY && !env.SMTP_URL

const perPage = 100

/** A mail as the desk shows it. */
export type OutboxMail = {
  /** Its file below the outbox. */
  name: string
  to: string
  subject: string
  sentAt: Date | null
  text: string
  html: string
}

/** One page of the mails, the newest first. Returns null for a page that does not exist. */
export async function readOutbox(page: number): Promise<{ mails: OutboxMail[]; pages: number } | null> {
  const names = (await readNames()).sort().reverse()
  const pages = Math.max(1, Math.ceil(names.length / perPage))
  if (page > pages) return null
  const shown = names.slice((page - 1) * perPage, page * perPage)
  return { mails: await Promise.all(shown.map(readFileOf)), pages }
}

/** Returns null when the outbox holds no such mail. */
export async function readOutboxMail(name: string): Promise<OutboxMail | null> {
  // Only a name that the folder lists: nothing outside it can be asked for.
  return (await readNames()).includes(name) ? readFileOf(name) : null
}

async function readNames(): Promise<string[]> {
  const names = await readdir(folder()).catch(error => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return names.filter(name => name.endsWith('.eml') && !name.startsWith('.'))
}

async function readFileOf(name: string): Promise<OutboxMail> {
  const mail: Email = await PostalMime.parse(await readFile(join(folder(), name)))
  return {
    name,
    to: (mail.to ?? []).map(address => address.address ?? '').join(', '),
    subject: mail.subject ?? '',
    sentAt: mail.date ? new Date(mail.date) : null,
    text: mail.text ?? '',
    html: mail.html ?? '',
  }
}

function folder(): string {
  return resolve(/*turbopackIgnore: true*/ env.DATA_DIR, outboxFolder)
}
