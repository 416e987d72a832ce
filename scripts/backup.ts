import { parseArgs } from 'node:util'
import { env } from '#lib/env.ts'
import { backUp } from '#lib/flows/moving/back-up.ts'
import { counted, progress, runCommand, say } from './command/command.ts'
import { installationKey, sealingKey } from './command/sealing.ts'
import { onSiteDatabase } from './command/site-database.ts'

// Writes a backup into a directory, also while the site runs, and removes the oldest ones there.
const usage = 'npm run backup -- <directory> [--keep <number>] [--key <file>]'
const usualKeep = '14'

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string' }, keep: { type: 'string', default: usualKeep } },
  })
  const [directory] = positionals
  if (directory === undefined || positionals.length > 1) throw new Error(`Say into which directory: ${usage}`)
  if (!/^[1-9]\d{0,4}$/.test(values.keep)) throw new Error(`--keep is a number from 1 on: ${usage}`)
  const key = await sealingKey(values.key)
  await onSiteDatabase(async session => {
    const report = progress()
    const { path, bytes, rows, keyId, removed } = await backUp(session, {
      directory,
      keep: Number(values.keep),
      secret: key?.secret ?? null,
      keyText: key && (await installationKey(session.db)),
      now: new Date(),
      onProgress: (table, count) => report(() => `${counted(count)} rows, at ${table} …`),
    })
    const kilobytes = counted(Math.ceil(bytes / 1000))
    say(`Backed up ${counted(rows)} rows to ${path} (${kilobytes} kB), and read them again.`)
    if (removed.length > 0) say(`Removed ${removed.join(', ')}.`)
    if (key || keyId === null) return
    say(
      `The key ${keyId} is not in it: keep a copy of ${env.DATA_DIR}/key elsewhere, or seal backups by --key.`,
    )
  })
})
