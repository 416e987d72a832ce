import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { type Largest, largest, tooLarge } from '#lib/body/limits.ts'
import type { RequestHead } from '#lib/processes/wire/whole-answer.ts'
import type { Head } from './security.ts'

/** What is answered at the door, because nothing behind it takes it: the status, a sentence, and headers. */
export type TurnedAway = { status: number; message: string; head?: Head }

/** Node reads more methods than these, and the framework fails on them. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
const mostAddress = 8 * 1024

/** How much longer than its endpoint reads a body may be before it is refused here: a form's marks, a file's frame. */
const slackBytes = 1024 * 1024

/** The endpoints that take more than a form. They count while they read, where no length is told. */
const endpoints: readonly (readonly [string, Largest])[] = [
  ['/api/v1/customers', largest.customers],
  ['/api/v1/servers', largest.servers],
  ['/api/v1/progress', largest.form],
  ['/api/v1/keys/leaked', largest.form],
  ['/api/v1/', largest.api],
  ['/api/alerts/', largest.alerts],
  ['/api/heartbeat', largest.heartbeat],
  ['/api/mail-events', largest.mailReport],
]
/** Every public form, and the largest of the desk's before somebody is signed in. */
export const mostFormBytes = largest.form.bytes

/** Why a request goes no further, by its method, its address and the length that it tells; null: it may pass. */
export function turnAway({
  method = 'GET',
  url = '/',
  headers,
}: Omit<RequestHead, 'socket'>): TurnedAway | null {
  if (!methods.includes(method))
    return { status: 405, message: `${method} is not answered here.`, head: ['Allow', methods.join(', ')] }
  if (url.length > mostAddress) return { status: 414, message: 'The address is longer than 8 KiB.' }
  const length = Number(headers['content-length'] ?? 0)
  if (url.startsWith('/desk')) return length > largest.desk.bytes ? sayTooLarge(largest.desk) : null
  const own = endpoints.find(([beginning]) => url.startsWith(beginning))?.[1]
  const slack = own === largest.form ? 0 : slackBytes
  if (own) return length > own.bytes + slack ? sayTooLarge(largestOf(own, headers)) : null
  const small = url.startsWith('/api/telegram') ? largest.botUpdate : largest.form
  return length > small.bytes ? sayTooLarge(small) : null
}

/** Two kinds of senders share an address: a mail server, and a mail provider, whose events are small. */
function largestOf(own: Largest, headers: IncomingHttpHeaders): Largest {
  const isEvent = own === largest.mailReport && !/^message\//i.test(headers['content-type'] ?? '')
  return isEvent ? largest.mailEvent : own
}

function sayTooLarge(most: Largest): TurnedAway {
  return { status: 413, message: tooLarge(most).message }
}

/** Whether somebody has to be signed in before this body is read: the framework reads all of it first. */
export function needsStaff({ method = 'GET', url = '/', headers }: IncomingMessage): boolean {
  if (!url.startsWith('/desk') || ['GET', 'HEAD', 'OPTIONS'].includes(method)) return false
  const length = headers['content-length']
  return length === undefined ? headers['transfer-encoding'] !== undefined : Number(length) > mostFormBytes
}
