/** Failures of the socket, before PostgreSQL could say anything. */
const socketCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]

/** What PostgreSQL says of itself: no connection, no room, shutting down, ended by an administrator. */
const stateCodes = /^(08|53|57)/

/** What the driver says without a code. */
const driverWords = /Connection terminated|timeout exceeded when trying to connect|pool after calling end/

/** Whether an error says that the database cannot be reached or is going away. All others are bugs. */
export function isDatabaseAway(error: unknown): boolean {
  const failure = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(failure instanceof Error)) return false
  const { code = '' } = failure as NodeJS.ErrnoException
  return socketCodes.includes(code) || stateCodes.test(code) || driverWords.test(failure.message)
}
