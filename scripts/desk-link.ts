import type { Database } from '#db/client.ts'
import { env } from '#lib/env.ts'
import { loadKey } from '#lib/flows/settings/load-key.ts'
import { letIn } from '#lib/flows/staff/let-in.ts'
import { runCommand, say } from './command/command.ts'
import { onSiteDatabase } from './command/site-database.ts'

// Opens a door at the desk for somebody who is locked out. Whoever may run this may read the database anyway.

await runCommand(() => onSiteDatabase(({ db }) => run(db, (process.argv[2] ?? '').trim())))

async function run(db: Database, address: string): Promise<void> {
  await loadKey(db, { dataDir: env.DATA_DIR, key: env.ALLCLEAR_KEY }, say)
  const outcome = await letIn(db, address, new Date())
  if ('link' in outcome) {
    say(`This link signs one browser in as ${outcome.name}, once, within ${outcome.minutes} minutes:`)
    console.log(outcome.link)
    say('It asks for no passkey. That it was made is in the audit log. It changes no role and no address.')
    if (!process.env.SITE_URL)
      say('SITE_URL is not set here: put the address of the site in the place of what the link begins with.')
    return
  }
  throw new Error(
    outcome.owners.length === 0
      ? 'Nobody sits at the desk yet: start the site, which prints the link that sets it up.'
      : `${address === '' ? 'Give an address: npm run desk-link -- dana@example.net.' : `Nobody at the desk has the address ${address}.`} Its owners are ${outcome.owners.join(', ')}.`,
  )
}
