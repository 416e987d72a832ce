import { growPast } from './of-past.ts'
import { growServers } from './of-servers.ts'
import { growSubscribers } from './of-subscribers.ts'
import { openOnPhone } from './on-phone.ts'

/** What grows with servers, subscribers and the past, and whether it grows faster than they do. Takes some ten minutes. */
export async function benchGrowth(): Promise<void> {
  await growServers()
  await growSubscribers()
  await growPast()
  await openOnPhone()
}
