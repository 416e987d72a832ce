import { mkdir, readdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Letter, SendLetter, SendResult } from '#lib/mail/letter.ts'
import { messageOf } from './message.ts'

export type OutboxOptions = { directory: string; from: string; clock?: () => Date }

/**
 * Writes each letter as one .eml file, named by time and key, instead of mailing it.
 * A key that is there already is sent already. One process writes to an outbox.
 */
export function toOutbox({ directory, from, clock = () => new Date() }: OutboxOptions): SendLetter {
  const underWay = new Map<string, Promise<SendResult>>()
  return letter => {
    const started = underWay.get(letter.key)
    if (started) return started
    const writing = write(letter, directory, from, clock()).finally(() => underWay.delete(letter.key))
    underWay.set(letter.key, writing)
    return writing
  }
}

async function write(letter: Letter, directory: string, from: string, now: Date): Promise<SendResult> {
  const ending = `_${letter.key.replace(/[^\w.-]/g, '-')}.eml`
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const existing = (await readdir(directory)).find(name => name.endsWith(ending))
    if (existing) return { is: 'sent', providerId: existing }
    const name = `${now.toISOString().replace(/[-:]|\.\d+/g, '')}${ending}`
    const unfinished = join(directory, `.${name}.unfinished`)
    // Letters carry links that sign in: no other user of the machine reads them.
    await writeFile(unfinished, await bytesOf(letter, from, now), { mode: 0o600 })
    await rename(unfinished, join(directory, name))
    return { is: 'sent', providerId: name }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { is: 'retry', reason: `Outbox: ${why}`, retryAfterSeconds: null, isUntaken: true, isAway: true }
  }
}

/** The whole message after RFC 5322, as any mail program opens it. */
async function bytesOf(letter: Letter, from: string, date: Date): Promise<Buffer> {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const info = await composer.sendMail({ ...messageOf(letter, from), date })
  if (!Buffer.isBuffer(info.message)) throw new Error('The message was composed as a stream.')
  return info.message
}
