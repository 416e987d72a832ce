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

/** What a socket was asked to do. A file that is missing has the same code as a socket, and is a fault of ours. */
const socketCalls = ['connect', 'getaddrinfo', 'read', 'write']

/** What PostgreSQL says of itself: no connection, no room, shutting down, ended by an administrator, a standby that takes no writes. */
const stateCodes = /^(08|53|57|25006$)/

/** What the driver says without a code. */
const driverWords =
  /Connection terminated|LISTEN\/NOTIFY connection ended|connection error and is not queryable|Query read timeout|heartbeat timed out|timeout exceeded when trying to connect|pool after calling end/

/** Whether an error, or what caused it, says that the database cannot be reached or is going away. All others are bugs. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isDatabaseAway)
  return saysAway(error) || isDatabaseAway(error.cause)
}

function saysAway(error: Error): boolean {
  const { code = '', syscall } = error as NodeJS.ErrnoException
  if (socketCodes.includes(code)) return syscall === undefined || socketCalls.includes(syscall)
  return stateCodes.test(code) || driverWords.test(error.message)
}
