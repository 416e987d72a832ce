import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { demoStaff } from '#content/demo/hoster.ts'
import { createPool, database } from '#db/client.ts'
import { startDatabase } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { closeDataDir } from '#lib/data-dir.ts'
import { env } from '#lib/env.ts'
import { loadKey } from '#lib/flows/settings/load-key.ts'
import { sealStored } from '#lib/flows/settings/seal-stored.ts'
import { seedDemo } from '#lib/flows/settings/seed-demo.ts'
import { deskLink } from '#lib/identity/links.ts'
import { servingArguments } from './serving.ts'

// Imported once the environment is set, because lib/env.ts reads it once.

/** Starts the database, and loads the demo hoster where there are no servers yet. link: signs in at the desk. */
export async function prepareHoster(log: (line: string) => void): Promise<{ token: string; link: string }> {
  await closeDataDir(env.DATA_DIR, process.getuid?.() === 0 && !env.DATABASE_URL, log)
  const server = await startDatabase({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL, log })
  await migrateDatabase(server.connectionString, log)
  const pool = createPool(server.connectionString)
  const db = database(pool)
  await loadKey(db, { dataDir: env.DATA_DIR, key: env.ALLCLEAR_KEY }, log)
  await sealStored(db, new Date(), log)
  const { token, isNew } = await seedDemo(db, new Date())
  log(
    isNew ? 'Loaded 63 servers, two subscribers and a little history.' : 'The demo hoster is there already.',
  )
  const link = await deskLink(db, demoStaff.email)
  await pool.end()
  return { token, link }
}

/** Starts the site, hands on the signals that end it, and resolves when it answers. */
export async function serveSite(): Promise<void> {
  const site = spawn(process.execPath, servingArguments, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => site.kill(signal))
  site.once('exit', code => process.exit(code ?? 1))
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${env.PORT}/`).catch(() => undefined)
    if (answer?.ok) return
    await pause(200)
  }
}
