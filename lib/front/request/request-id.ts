import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Under this name a request is known to proxies, to its sender, and to the log. */
export const requestIdHeader = 'x-request-id'

const idForm = /^[\w.:+/=-]{1,128}$/

/** The id of a request: what a proxy has given it that is trusted, else one of ours. */
export function requestIdOf({ headers }: IncomingMessage, trustedProxies: number): string {
  const given = headers[requestIdHeader]
  return trustedProxies > 0 && typeof given === 'string' && idForm.test(given) ? given : randomUUID()
}
