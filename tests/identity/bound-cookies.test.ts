import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { staff } from '#db/schema/staff.ts'
import type { SessionCookie } from '#lib/identity/session.ts'
import { testDatabase } from '#tests/support/database.ts'

type Printed = {
  byName: Record<'given' | 'secure' | 'bare', string | undefined>
  ofTheDesk: SessionCookie[]
  reader: string
  readerBesideForged: string
  ownServer: string[]
  ownServerOfBoth: string
  narrow: string
  narrowBesideForged: string
}

const { db, connectionString, drop } = await testDatabase()
afterAll(() => drop())

let printed: Printed
beforeAll(async () => {
  await db.insert(staff).values({ role: 'owner', name: 'Dana', email: 'dana@example.net' })
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['tests/identity/by-https.ts', connectionString],
    { env: { ...process.env, NODE_ENV: 'test', SITE_URL: 'https://status.example.com' } },
  )
  printed = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
})

describe('the cookies of a site by https', () => {
  it('that are of the desk belong to this host alone, go by https, and are kept from scripts', () => {
    expect(printed.ofTheDesk.map(({ name }) => name)).toContain('__Host-allclear.session_token')
    for (const { name, options } of printed.ofTheDesk) {
      expect(name).toMatch(/^__Host-allclear\./)
      expect(options).toMatchObject({ secure: true, httpOnly: true, sameSite: 'lax', path: '/' })
      expect(options.domain).toBeUndefined()
    }
  })

  it('open nothing under a name that a neighbouring host could set', () => {
    expect(printed.byName).toEqual({ given: 'Dana' })
    expect(printed.reader).toMatch(
      /^__Host-allclear-reader=[\w.-]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure$/,
    )
    expect(`__Host-allclear-reader=${printed.readerBesideForged}`).toBe(printed.reader.split(';')[0])
  })

  it('that is of a reader’s own server is read by scripts, and takes back the name of before', () => {
    expect(printed.ownServer).toEqual([
      'allclear-server=; Path=/; Max-Age=0; SameSite=Lax; Secure',
      '__Host-allclear-server=web07; Path=/; Max-Age=31536000; SameSite=Lax; Secure',
    ])
    expect(printed.ownServerOfBoth).toBe('/is/web07?remembered')
  })

  it('that are sent to one address alone say at least that they were set by https', () => {
    expect(printed.narrow).toBe(
      '__Secure-allclear-me-too=abc; Path=/api/me-too; Max-Age=60; HttpOnly; SameSite=Lax; Secure',
    )
    expect(printed.narrowBesideForged).toBe('abc')
  })
})
