import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { TestProject } from 'vitest/node'
import { startDatabase } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of a server whose database template_allclear has the whole schema and no rows. */
    server: string
  }
}

export const templateName = 'template_allclear'

/** One PostgreSQL for all tests: the one at TEST_DATABASE_URL, else a private one in a temporary folder. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'allclear-test-'))
  const databaseUrl = process.env.TEST_DATABASE_URL
  const server = await startDatabase({ dataDir, databaseUrl, log: () => {} })
  await query(server.connectionString, `drop database if exists ${templateName}`)
  await query(server.connectionString, `create database ${templateName}`)
  await migrateDatabase(withDatabase(server.connectionString, templateName), () => {})
  project.provide('server', server.connectionString)
  return async () => {
    await query(server.connectionString, `drop database if exists ${templateName}`)
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

export function withDatabase(address: string, name: string): string {
  const url = new URL(address)
  url.pathname = `/${name}`
  return url.href
}

export async function query(address: string, text: string): Promise<void> {
  const client = new Client({ connectionString: address })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
