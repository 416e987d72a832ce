import { parseArgs } from 'node:util'
import { startDatabase } from '#db/embedded.ts'
import { readKeyText } from '#db/keys/file.ts'
import { readKey } from '#db/keys/key.ts'
import { closeDataDir } from '#lib/data-dir.ts'
import { env } from '#lib/env.ts'
import { importSite } from '#lib/flows/moving/import-site.ts'
import { readMoved } from '#lib/moving/files.ts'
import { counted, progress, runCommand, say } from './command.ts'
import { sayImported } from './say-imported.ts'

// Fills an empty database with an export. docs/moving.md says what becomes of keys, and of what waits to be sent.
const usage =
  'npm run import -- <file> [--key <file>] [--old-key <file>] [--without-secrets] [--send-pending]'

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      key: { type: 'string' },
      'old-key': { type: 'string' },
      'without-secrets': { type: 'boolean', default: false },
      'send-pending': { type: 'boolean', default: false },
    },
  })
  const [path] = positionals
  if (path === undefined || positionals.length > 1) throw new Error(`Say which file: ${usage}`)
  const secret = values.key === undefined ? null : readKey(await readKeyText(values.key))
  const oldKey = values['old-key'] === undefined ? null : readKey(await readKeyText(values['old-key']))
  const report = progress()
  const open = () =>
    readMoved(path, secret?.secret ?? null, (bytes, all) =>
      report(() => `${Math.round((100 * bytes) / all)} % of the file …`),
    )
  await closeDataDir(env.DATA_DIR, process.getuid?.() === 0 && !env.DATABASE_URL, say)
  const server = await startDatabase({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL, log: say })
  try {
    const imported = await importSite({
      open,
      connectionString: server.connectionString,
      dataDir: env.DATA_DIR,
      envKey: env.ALLCLEAR_KEY,
      oldKey,
      isWithoutSecrets: values['without-secrets'],
      isPendingSent: values['send-pending'],
      now: new Date(),
      onChecked: ({ header, rows }) =>
        say(`The file is whole: ${counted(rows)} rows of ${header.site}, exported at ${header.at}.`),
      onTable: ({ name, count, sum }) =>
        say(`  ${name.padEnd(20)} ${counted(count).padStart(10)}  ${sum.slice(0, 16)}`),
    })
    sayImported(imported)
  } finally {
    await server.stop()
  }
})
