import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startDatabase } from '#db/embedded.ts'
import { putKeyFile, readKeyText } from '#db/keys/file.ts'
import { newKeyText, readKey } from '#db/keys/key.ts'
import { openMoving } from '#db/moving/session.ts'
import { readKeyId } from '#db/reads/settings/key-id.ts'
import { env } from '#lib/env.ts'
import { beginExport } from '#lib/flows/moving/begin-export.ts'
import { exportSite } from '#lib/flows/moving/export-site.ts'
import { loadKey } from '#lib/flows/settings/load-key.ts'
import { standardOutput, writeMoved } from '#lib/moving/files.ts'
import { counted, progress, runCommand, say } from './command.ts'

// Writes all data of the site into one file, also while the site runs. docs/moving.md says what it holds.
const usage = 'npm run export -- <file, or -> [--key <file>]'

await runCommand(async () => {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { key: { type: 'string' } } })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) throw new Error(`Say where to: ${usage}`)
  const secret = values.key === undefined ? null : await sealingSecret(values.key)
  const server = await startDatabase({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL, log: () => {} })
  try {
    await exportTo(path, server.connectionString, secret)
  } finally {
    await server.stop()
  }
})

async function exportTo(path: string, connectionString: string, secret: Buffer | null): Promise<void> {
  const session = await openMoving(connectionString)
  try {
    const keyText =
      secret && (await readKeyId(session.db)) !== null ? await installationKey(session.db) : null
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
  } finally {
    await session.close()
  }
}

function sayWhatItIs(isRunning: boolean, keyId: string | null, isSealed: boolean): void {
  if (!isSealed) say('It holds mail addresses in clear: whoever has it can read them.')
  if (!isSealed && keyId !== null)
    say(`Secrets in it open with the key ${keyId} alone, which is not in it: take ${env.DATA_DIR}/key along.`)
  if (isRunning)
    say(
      'The site ran meanwhile. To move it, end the site first and export then: what waits to be sent goes along only so.',
    )
}

async function installationKey(db: Parameters<typeof loadKey>[0]): Promise<string> {
  const key = await loadKey(db, { dataDir: env.DATA_DIR, key: env.ALLCLEAR_KEY }, say)
  return key.secret.toString('base64url')
}

/** Of the file with the key, which is made where there is none. */
async function sealingSecret(path: string): Promise<Buffer> {
  if (!existsSync(path)) {
    await putKeyFile(path, newKeyText())
    say(
      `Made the key ${path}. Keep it apart from the file that it seals: without it that file does not open.`,
    )
  }
  const key = readKey(await readKeyText(path))
  if (!key) throw new Error(`${path} holds no key.`)
  return key.secret
}
