import type { Database } from '#db/client.ts'
import { adoptNextKey, writeNextKey } from '#db/keys/file.ts'
import { newKeyText, readKey } from '#db/keys/key.ts'
import { hasOtherProcesses } from '#db/reads/settings/other-processes.ts'
import { env } from '#lib/env.ts'
import { loadKey } from '#lib/flows/settings/load-key.ts'
import { rotateKey } from '#lib/flows/settings/rotate-key.ts'
import { endingLinkDays } from '#lib/rules/staff/link-secret.ts'
import { runCommand } from './command/command.ts'
import { onSiteDatabase } from './command/site-database.ts'

// Puts a new key in the place of the installation's: for when the old one may be known to somebody, or once a year.
const say = (line: string) => console.log(`allclear: ${line}`)

// One session, which does not count as another process.
await runCommand(() => onSiteDatabase(({ db }) => rotate(db), say))

async function rotate(db: Database): Promise<void> {
  if (await hasOtherProcesses(db))
    throw new Error('The site runs, and would go on with the old key: end all its processes, then try again.')
  const before = await loadKey(db, { dataDir: env.DATA_DIR, key: env.ALLCLEAR_KEY }, say)
  const text = newKeyText()
  const key = readKey(text)
  if (!key) throw new Error('The new key is none.')
  await writeNextKey(env.DATA_DIR, text)
  const outcome = await rotateKey(db, before, key, new Date())
  if (outcome === 'changed')
    throw new Error(
      'The database has no sealed secrets yet, or another key by now: start the site once, then try again.',
    )
  await adoptNextKey(env.DATA_DIR)
  say(`${outcome.sealed} secrets were sealed with the new key ${key.id} instead of ${before.id}.`)
  say(`The new key is in ${env.DATA_DIR}/key: copy it to every other process, and keep a copy.`)
  if (env.ALLCLEAR_KEY)
    say('Unset ALLCLEAR_KEY, or set it to what that file holds: its present value is of no use.')
  say(
    `Links in mails that unsubscribe or end something work for ${endingLinkDays} days; all other links end now.`,
  )
  say('Start the site again. Staff sign in once more.')
}
