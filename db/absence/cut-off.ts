import type { Socket } from 'node:net'
import type { ClientBase } from 'pg'

/** Ends a connection without a farewell, for which the driver waits where a server hangs. Its queries fail as when the server had gone. */
export function cutOff(client: ClientBase): void {
  // The driver has no word for it, and its types do not show what it has.
  const { connection } = client as unknown as { connection: { stream: Socket } }
  connection.stream.destroy(silence())
}

/** As the driver itself says it, which isDatabaseAway knows. */
export function silence(): Error {
  return new Error('Connection terminated: the database does not answer')
}
