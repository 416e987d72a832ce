import { isDatabaseAway } from '#db/is-away.ts'

/**
 * What a request answers whose handling failed: 503 while the database is away, 500 for a bug. Nothing was stored, so
 * its sender may send it again. what: what could not be stored, for the log.
 */
export function sayUnavailable(what: string, error: unknown): Response {
  if (isDatabaseAway(error)) {
    console.error(`allclear: ${what} could not be stored: ${messageOf(error).slice(0, 200)}`)
    const message = 'Nothing was stored, for the database does not answer. Send it again in a few seconds.'
    return Response.json({ message }, { status: 503, headers: { 'retry-after': '5' } })
  }
  console.error(`allclear: ${what} could not be stored, by a fault of the site itself:`, causeOf(error))
  const message = 'Nothing was stored, for this site itself has a fault. Its log says what.'
  return Response.json({ message }, { status: 500 })
}

function messageOf(error: unknown): string {
  const cause = causeOf(error)
  return cause instanceof Error ? cause.message : String(cause)
}

/** What PostgreSQL says of a query that failed: the query's own message repeats all of its values. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? error.cause : error
}
