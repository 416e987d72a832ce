import { spawn, spawnSync } from 'node:child_process'
import { createPool, database } from '#db/client.ts'
import { startDatabase } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { demoDomain, demoStaff, demoSubscribers } from '#content/demo/hoster.ts'
import { seedDemo } from '#lib/flows/seed-demo.ts'

const port = process.env.PORT ?? '3000'
const dataDir = process.env.DATA_DIR ?? 'data/demo'
const siteUrl = process.env.SITE_URL ?? `http://localhost:${port}`
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  ...{ NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  ...{ PORT: port, DATA_DIR: dataDir, SITE_URL: siteUrl, SITE_NAME: process.env.SITE_NAME ?? 'Example Hosting' },
}

function say(line: string): void {
  console.log(line)
}

function fail(sentence: string): never {
  console.error(`allclear: ${sentence}`)
  process.exit(1)
}

async function prepare(): Promise<{ token: string }> {
  say('[2/4] Starting the database and loading the demo hoster …')
  const server = await startDatabase({ dataDir, databaseUrl: process.env.DATABASE_URL, log: line => say(`      ${line}`) })
  await migrateDatabase(server.connectionString, line => say(`      ${line}`))
  const pool = createPool(server.connectionString)
  try {
    const { token, isNew } = await seedDemo(database(pool), new Date())
    say(isNew ? '      63 servers, two customers, three posts.' : '      The demo hoster is there already: kept as it is.')
    return { token }
  } finally {
    await pool.end()
  }
}
