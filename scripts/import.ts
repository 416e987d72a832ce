import { startDatabase } from '#db/embedded.ts'
import { closeDataDir } from '#lib/data-dir.ts'
import { env } from '#lib/env.ts'
import { runCommand, say } from './command/command.ts'
import { askedImport } from './command/import-file.ts'
import { sayImported } from './command/say-imported.ts'

// Fills an empty database with an export. docs/moving.md says what becomes of keys, and of what waits to be sent.
await runCommand(async () => {
  const { into } = await askedImport('import')
  await closeDataDir(env.DATA_DIR, process.getuid?.() === 0 && !env.DATABASE_URL, say)
  const server = await startDatabase({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL, log: say })
  try {
    sayImported(await into(server.connectionString))
    say('Do not start the old site again. Staff sign in once more.')
  } finally {
    await server.stop()
  }
})
