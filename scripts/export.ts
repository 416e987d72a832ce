import { parseArgs } from 'node:util'
import type { MovingSession } from '#db/moving/session.ts'
import { env } from '#lib/env.ts'
import { beginExport } from '#lib/flows/moving/begin-export.ts'
import { exportSite } from '#lib/flows/moving/export-site.ts'
import { standardOutput, writeMoved } from '#lib/moving/files.ts'
import { counted, progress, runCommand, say } from './command/command.ts'
import { installationKey, sealingKey } from './command/sealing.ts'
import { onSiteDatabase } from './command/site-database.ts'

// Writes all data of the site into one file, also while the site runs. docs/moving.md says what it holds.
const usage = 'npm run export -- <file, or -> [--key <file>]'

await runCommand(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: { type: 'string' } } })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) throw new Error(`Say where to: ${usage}`)
  const key = await sealingKey(values.key)
  await onSiteDatabase(session => exportTo(path, session, key?.secret ?? null))
})

async function exportTo(path: string, session: MovingSession, secret: Buffer | null): Promise<void> {
  const keyText = secret && (await installationKey(session.db))
  const header = await beginExport(session, { purpose: 'export', keyText, now: new Date() })
  const report = progress()
  let rows = 0
  const pieces = exportSite(session, header, (table, count) => {
    rows = count
    report(() => `${counted(count)} rows, at ${table} …`)
  })
  await writeMoved(path, pieces, secret)
  say(`Exported ${counted(rows)} rows to ${path === standardOutput ? 'the standard output' : path}.`)
  sayWhatItIs(header.isRunning, header.keyId, secret !== null)
}

function sayWhatItIs(isRunning: boolean, keyId: string | null, isSealed: boolean): void {
  if (!isSealed) say('It holds mail addresses in clear: whoever has it can read them.')
  if (!isSealed && keyId !== null)
    say(
      `The secrets in it open with the key ${keyId} alone, which is not in it: take ${env.DATA_DIR}/key along.`,
    )
  if (isRunning)
    say(
      'The site ran meanwhile. To move it, end the site first and export then: only so what waits to be sent goes along.',
    )
}
