import { replaceCluster } from '#db/embedded/replace.ts'
import { startDatabase } from '#db/embedded.ts'
import { closeDataDir } from '#lib/data-dir.ts'
import { env } from '#lib/env.ts'
import type { Imported } from '#lib/flows/moving/import-site.ts'
import { runCommand, say } from './command/command.ts'
import { askedImport } from './command/import-file.ts'
import { sayImported } from './command/say-imported.ts'

// Puts a backup in the place of the private database, which is moved aside, or into an empty one at DATABASE_URL.
await runCommand(async () => {
  const { path, into } = await askedImport('restore')
  if (env.DATABASE_URL) {
    sayImported(await into(env.DATABASE_URL))
    return say('Start the site.')
  }
  await closeDataDir(env.DATA_DIR, process.getuid?.() === 0, say)
  let imported: Imported | undefined
  const aside = await replaceCluster({
    dataDir: env.DATA_DIR,
    stamp: new Date().toISOString().replace(/\.\d+|[:-]/g, ''),
    start: dataDir => startDatabase({ dataDir, log: () => {} }),
    async fill(connectionString) {
      imported = await into(connectionString)
    },
  })
  if (imported) sayImported(imported)
  say(`${path} is in place.${aside ? ` What was there is in ${aside}: remove it once all is well.` : ''}`)
  say('Start the site, and look at the desk first: it knows nothing of what happened since the backup.')
})
