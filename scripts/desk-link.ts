import { openSession } from '#db/client.ts'
import { startDatabase } from '#db/embedded.ts'
import { env } from '#lib/env.ts'
import { loadKey } from '#lib/flows/settings/load-key.ts'
import { letIn } from '#lib/flows/staff/let-in.ts'

// Opens a door at the desk for somebody who is locked out. Whoever may run this may read the database anyway.
const say = (line: string) => console.log(`allclear: ${line}`)

async function run(address: string): Promise<void> {
  const server = await startDatabase({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL, log: () => {} })
  const session = await openSession(server.connectionString, 'allclear desk link')
  try {
    await loadKey(session.db, { dataDir: env.DATA_DIR, key: env.ALLCLEAR_KEY }, say)
    const outcome = await letIn(session.db, address, new Date())
    if ('link' in outcome) {
      say(`This link signs one browser in as ${outcome.name}, once, within ${outcome.minutes} minutes:`)
      console.log(outcome.link)
      say('That it was made is in the audit log. It changes no role and no address.')
      return
    }
    throw new Error(
      outcome.owners.length === 0
        ? 'Nobody sits at the desk yet: start the site, which prints the link that sets it up.'
        : `${address === '' ? 'Give an address: npm run desk-link -- dana@example.net.' : `Nobody at the desk has the address ${address}.`} Its owners are ${outcome.owners.join(', ')}.`,
    )
  } finally {
    await session.close()
    await server.stop()
  }
}

try {
  await run((process.argv[2] ?? '').trim())
} catch (error) {
  console.error(`allclear: ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
