import type { IncomingMessage } from 'node:http'
import type { Head } from './security.ts'

/** What is answered at the door, for nothing behind it takes it: the status, a sentence, and headers. */
export type TurnedAway = { status: number; message: string; head?: Head }

/** Node reads more methods than these, and the framework fails on them. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const mostAddress = 8 * 1024

const kib = 1024
const mib = 1024 * kib
/** The largest body of each endpoint that takes more than a form. They count while they read, where no length is told. */
const sizes: readonly (readonly [string, number])[] = [
  ['/api/v1/customers', 17 * mib],
  ['/api/alerts/', 3 * mib],
  ['/api/heartbeat', 3 * mib],
  ['/api/mail-events', 3 * mib],
  ['/desk', 3 * mib],
]
/** Every public form, and the largest of the desk's before somebody is signed in. */
export const mostFormBytes = 64 * kib

/** Why a request goes no further, by its method, its address and the length that it tells; null: it may pass. */
export function turnAway({ method = 'GET', url = '/', headers }: IncomingMessage): TurnedAway | null {
  if (!methods.includes(method))
    return { status: 405, message: `${method} is not answered here.`, head: ['Allow', methods.join(', ')] }
  if (url.length > mostAddress) return { status: 414, message: 'The address is longer than 8 KiB.' }
  const most = sizes.find(([beginning]) => url.startsWith(beginning))?.[1] ?? mostFormBytes
  if (Number(headers['content-length'] ?? 0) <= most) return null
  const size = most >= mib ? `${most / mib} MiB` : `${most / kib} KiB`
  return { status: 413, message: `The body is larger than ${size}. Send less at a time.` }
}

/** Whether somebody has to be signed in before this body is read: the framework reads all of it first. */
export function needsStaff({ method = 'GET', url = '/', headers }: IncomingMessage): boolean {
  if (!url.startsWith('/desk') || ['GET', 'HEAD', 'OPTIONS'].includes(method)) return false
  const length = headers['content-length']
  return length === undefined ? headers['transfer-encoding'] !== undefined : Number(length) > mostFormBytes
}
