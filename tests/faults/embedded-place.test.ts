import { chmod, lstat, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startDatabase } from '#db/embedded.ts'
import { freePort } from '#tests/support/free-port.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'allclear-'))
  // Whoever runs PostgreSQL may pass.
  await chmod(folder, 0o711)
})

afterEach(() => rm(folder, { recursive: true, force: true }))

/** Starts it, asks it something, returns the folder of its socket, and ends it. */
async function startOnce(dataDir: string): Promise<string> {
  const server = await startDatabase({ dataDir, log: () => {} })
  try {
    const client = new Client({ connectionString: server.connectionString })
    await client.connect()
    const { rows } = await client.query(
      "select current_database(), current_setting('listen_addresses') as ports",
    )
    await client.end()
    expect(rows).toEqual([{ current_database: 'allclear', ports: '' }])
    return client.host
  } finally {
    await server.stop()
  }
}

function refusal(dataDir: string): Promise<string> {
  return startDatabase({ dataDir, log: () => {} }).then(
    () => 'it started',
    error => error.message,
  )
}

describe('the data directory', () => {
  it('holds the socket, which only the user of PostgreSQL may open, and nothing for other users', async () => {
    const dataDir = join(folder, 'data')
    const sockets = await startOnce(dataDir)
    expect(sockets).toBe(join(dataDir, 'postgres/socket'))
    expect((await stat(sockets)).mode & 0o777).toBe(0o700)
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700)
    // Log and settings included.
    const names = await readdir(dataDir, { recursive: true })
    const found = await Promise.all(
      names.map(async name => ({ name, ...(await lstat(join(dataDir, name))) })),
    )
    expect(names).toContain('postgres/postgres.log')
    expect(found.filter(({ mode }) => (mode & 0o077) !== 0).map(({ name }) => name)).toEqual([])
  })

  it('may have a path that is too long for a socket', async () => {
    const dataDir = join(folder, 'a'.repeat(60), 'b'.repeat(60))
    const sockets = await startOnce(dataDir)
    expect(sockets).toMatch(/^\/tmp\/allclear-[0-9a-f]{16}$/)
    expect(await startOnce(dataDir)).toBe(sockets)
    await rm(sockets, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  })

  it('may have spaces, commas, apostrophes and umlauts in its path', async () => {
    await rm(await startOnce(join(folder, "Kunden, neu & müd'")), { recursive: true })
  })

  it('is refused in a sentence when its path has a character that the shell would read', async () => {
    expect(await refusal(join(folder, 'a$b'))).toMatch(/a\$b has one of " \$ ` \\ in its path/)
  })

  it.runIf(process.getuid?.() === 0)('may be one that only root can enter', async () => {
    const dataDir = join(folder, 'data')
    await chmod(folder, 0o700)
    await startOnce(dataDir)
    const home = await readlink(join(dataDir, 'postgres'))
    expect(home).toMatch(/^\/var\/lib\/allclear\/[0-9a-f]{16}$/)
    await startOnce(dataDir)
    expect(await readlink(join(dataDir, 'postgres'))).toBe(home)
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  })

  it('is refused in a sentence when it cannot be made', async () => {
    await writeFile(join(folder, 'file'), '')
    expect(await refusal(join(folder, 'file/data'))).toMatch(
      /^The data directory .*\/file\/data cannot be written to \(E\w+\): make it writable for this user, or set DATA_DIR/,
    )
  })

  it('is refused in a sentence when its cluster is open to others, of another version, or its settings are broken', async () => {
    const dataDir = join(folder, 'data')
    await startOnce(dataDir)
    const cluster = join(dataDir, 'postgres/cluster')
    await chmod(cluster, 0o755)
    expect(await refusal(dataDir)).toBe(
      `${cluster} is open to other users (mode 755), which PostgreSQL refuses: chmod 700 ${cluster}`,
    )
    await chmod(cluster, 0o700)
    const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8')
    await writeFile(join(cluster, 'PG_VERSION'), '17\n')
    expect(await refusal(dataDir)).toMatch(
      /holds a PostgreSQL of version 17, but this Allclear brings version 18/,
    )
    await writeFile(join(cluster, 'PG_VERSION'), version)
    await writeFile(join(cluster, 'postgresql.auto.conf'), "max_connections = 'many'\n")
    expect(await refusal(dataDir)).toMatch(
      /^The private PostgreSQL does not start: .*configuration file .* contains errors\. Its log is .*postgres\.log\.$/,
    )
  })
})

describe('DATABASE_URL', () => {
  const refusalOf = (databaseUrl: string) =>
    startDatabase({ dataDir: folder, databaseUrl, log: () => {} }).catch(error => error.message)

  it('is refused in a sentence, without its password, when nothing answers there', async () => {
    const message = await refusalOf(`postgres://user:hunter2@127.0.0.1:${await freePort()}/allclear`)
    expect(message).toMatch(
      /^DATABASE_URL does not lead to a database that answers \(.*ECONNREFUSED.*\): check/,
    )
    expect(message).not.toContain('hunter2')
  })

  it('is refused in a sentence when something else than PostgreSQL answers there', async () => {
    const other = createServer(socket => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
      0,
      '127.0.0.1',
    )
    await new Promise(resolve => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    expect(await refusalOf(`postgres://user@127.0.0.1:${port}/allclear`)).toMatch(
      /^DATABASE_URL does not lead to a database that answers/,
    )
    other.close()
  })
})
