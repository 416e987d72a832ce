import { type Fault, faultOf, logFault } from './fault.ts'

/** Asked to come again so soon: a database that is started anew takes some seconds. */
const retrySeconds = '5'

/**
 * What a program is answered whose request failed: 503 while the database is away, 500 for a fault of ours. Nothing was
 * stored, so it may send it again. what: what could not be stored, for the log.
 */
export function answerFault(what: string, error: unknown): Response {
  if (sayFault(`${what} could not be stored`, error) === 'away') {
    const message = 'Nothing was stored, for the database does not answer. Send it again in a few seconds.'
    return Response.json({ message }, { status: 503, headers: { 'retry-after': retrySeconds } })
  }
  const message = 'Nothing was stored, for this site itself has a fault. Its log says what.'
  return Response.json({ message }, { status: 500 })
}

/** What a program is answered for whom it takes too long: its request goes on, and may be stored yet, so that twice must be harmless. */
export function answerLate(): Response {
  const message =
    'This site is slow, and cannot say yet whether this was stored. Send it again in a few seconds.'
  return Response.json({ message }, { status: 503, headers: { 'retry-after': retrySeconds } })
}

/** What a person is answered whose form failed, the same way. */
export function answerFormFault(error: unknown): Response {
  const isAway = sayFault('A form could not be taken', error) === 'away'
  const sentence = isAway
    ? 'This was not taken, for the database of this site does not answer. Go back, and send it again in a few seconds.'
    : 'This was perhaps not taken, for this site itself has a fault. Its log says what.'
  const headers = new Headers({ 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
  if (isAway) headers.set('retry-after', retrySeconds)
  return new Response(`${sentence}\n`, { status: isAway ? 503 : 500, headers })
}

function sayFault(sentence: string, error: unknown): Fault {
  const fault = faultOf(error)
  logFault(fault === 'away' ? sentence : `${sentence}, by a fault of the site itself`, error)
  return fault
}
