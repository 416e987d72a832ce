import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Mail, SendMail, SendResult } from '#lib/mail/mail.ts'
import { type Sender, smtpMessageOf } from './message.ts'

export type OutboxOptions = { directory: string; from: Sender; clock?: () => Date }

/**
 * Writes each mail as one .eml file, named by time and key, instead of mailing it: in the order in which they were sent.
 * A key that is there already is sent already. One process writes to an outbox.
 */
export function toOutbox({ directory, from, clock = () => new Date() }: OutboxOptions): SendMail {
  const underWay = new Map<string, Promise<SendResult>>()
  return mail => {
    const started = underWay.get(mail.key)
    if (started) return started
    const writing = write(mail, directory, from, clock()).finally(() => underWay.delete(mail.key))
    underWay.set(mail.key, writing)
    return writing
  }
}

async function write(mail: Mail, directory: string, from: Sender, now: Date): Promise<SendResult> {
  const ending = `_${mail.key.replace(/[^\w.-]/g, '-')}.eml`
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const existing = (await readdir(directory)).find(name => name.endsWith(ending))
    if (existing) return { is: 'sent', providerId: existing }
    const name = `${now.toISOString().replace(/[-:.]/g, '')}${ending}`
    const unfinished = join(directory, `.${name}.unfinished`)
    // Mails carry links that sign in: no other user of the machine reads them.
    await writeFile(unfinished, await bytesOf(mail, from, now), { mode: 0o600 })
    await rename(unfinished, join(directory, name))
    return { is: 'sent', providerId: name }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { is: 'retry', reason: `Outbox: ${why}`, retryAfterSeconds: null, isUntaken: true, isAway: true }
  }
}

/** The whole message after RFC 5322, as any mail program opens it. */
async function bytesOf(mail: Mail, from: Sender, date: Date): Promise<Buffer> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const info = await composer.sendMail({ ...smtpMessageOf(mail, from), date })
  if (!Buffer.isBuffer(info.message)) throw new Error('The message was composed as a stream.')
  return info.message
}
