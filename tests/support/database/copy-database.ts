import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { withDatabase } from '#tests/support/address.ts'

/**
 * Makes a database that is like the template. Returns its address and how to drop it,
 * which may be asked for twice. To copy its files takes a fifth of the
 * time of writing each page to the log first, where nothing has to reach the disk.
 */
export async function copyDatabase(
  address: string,
  template: string,
): Promise<{ connectionString: string; drop(): Promise<void> }> {
  const name = `${template}_${process.pid}_${process.hrtime.bigint()}`
  // One connection for both, since the server works longer on a new one than on most questions.
  const client = await connected(address)
  await client.query(`create database ${name} template ${template} strategy file_copy`)
  let dropping: Promise<void> | undefined
  return {
    connectionString: withDatabase(address, name),
    drop() {
      dropping ??= drop(client, name)
      return dropping
    },
  }
}

async function connected(address: string): Promise<Client> {
  const client = new Client({ connectionString: address })
  // Where the server is gone before the database was dropped, what is asked next says so.
  client.on('error', () => {})
  await client.connect()
  return client
}

const longestMs = 1_000
const betweenLooksMs = 25

/**
 * A pool has ended a moment before the server has closed its connections; one that is cut off then fails after its test.
 * Connections that a test left open are cut off.
 */
async function drop(client: Client, name: string): Promise<void> {
  const beganAt = performance.now()
  try {
    while ((await isInUse(client, name)) && performance.now() - beganAt < longestMs)
      await pause(betweenLooksMs)
    await client.query(`drop database if exists ${name} with (force)`)
  } finally {
    await client.end()
  }
}

async function isInUse(client: Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query(`select 1 from pg_stat_activity where datname = '${name}'`)
  return rowCount !== 0
}
