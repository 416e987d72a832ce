import { Client } from 'pg'
import { startDatabase } from '#db/embedded.ts'

// A program that starts the private PostgreSQL in the folder it is given, and prints the number of each row
// that the database has acknowledged, until it is killed.
const server = await startDatabase({ dataDir: process.argv[2] ?? '', log: line => console.log(line) })
const client = new Client({ connectionString: server.connectionString })
await client.connect()
await client.query('select pg_advisory_lock(1)')
await client.query(
  'create table if not exists ledger (number bigint generated always as identity primary key)',
)
await client.query('select pg_advisory_unlock(1)')
for (;;) {
  const { rows } = await client.query('insert into ledger default values returning number')
  process.stdout.write(`row ${rows[0].number}\n`)
}
