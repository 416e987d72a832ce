import { availableParallelism } from 'node:os'
import { describe, expect, it } from 'vitest'
import { readEnv } from '#lib/env.ts'

describe('the environment', () => {
  it('needs nothing', () => {
    expect(readEnv({})).toMatchObject({
      env: { PORT: 3000, SITE_URL: 'http://localhost:3000', DATA_DIR: 'data' },
    })
  })

  it('takes a variable that is set to nothing as unset', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '' })).toMatchObject({ env: { PORT: 3000 } })
  })

  it('drops the slash at the end of the address', () => {
    expect(readEnv({ SITE_URL: 'https://status.example.com/' })).toMatchObject({
      env: { SITE_URL: 'https://status.example.com' },
    })
  })

  it('names every variable that is wrong, with what it got and what it accepts', () => {
    expect(readEnv({ PORT: '70000', SITE_URL: 'ftp://x' })).toEqual({
      problems: [
        'PORT is "70000", but accepts a port number from 0 to 65535.',
        'SITE_URL is "ftp://x", but accepts an address without a path, such as https://status.example.com.',
      ],
    })
  })

  it.each([
    'https://example.com/status',
    'https://example.com/status/',
    'https://example.com/?a',
    'https://example.com/#a',
    'https://user:hunter2@example.com',
  ])('refuses a site whose address has more than a host and a port: %s', address => {
    const read = readEnv({ SITE_URL: address })
    expect(read).toMatchObject({ problems: [expect.stringContaining('an address without a path')] })
    expect(JSON.stringify(read)).not.toContain('hunter2')
  })

  it.each([
    ['PORT', 'http', 'a port number from 0 to 65535'],
    ['SITE_URL', 'status.example.com', 'an address without a path, such as https://status.example.com'],
    [
      'SITE_URL',
      'https://example.com/status',
      'an address without a path, such as https://status.example.com',
    ],
    ['NODE_ENV', 'staging', 'development, production or test'],
    ['TRUSTED_PROXIES', 'all', 'a number from 0 to 5'],
    ['PROCESSES', '0', 'a number of processes from 1 to 8, or auto'],
    ['PROCESSES', 'many', 'a number of processes from 1 to 8, or auto'],
    ['DRAIN_SECONDS', '1 min', 'a number of seconds from 0 to 300'],
  ])('says of %s=%s what is accepted', (name, value, accepted) => {
    expect(readEnv({ [name]: value })).toEqual({
      problems: [`${name} is "${value}", but accepts ${accepted}.`],
    })
  })

  it('makes auto as many processes as there are cores, eight at the most', () => {
    const count = Math.min(8, availableParallelism())
    expect(readEnv({ PROCESSES: 'auto' })).toMatchObject({ env: { PROCESSES: count } })
    expect(readEnv({ PROCESSES: '4' })).toMatchObject({ env: { PROCESSES: 4 } })
    expect(readEnv({})).toMatchObject({ env: { PROCESSES: 1, DRAIN_SECONDS: 0 } })
  })

  it('takes a time zone by any of its names', () => {
    expect(readEnv({})).toMatchObject({ env: { SITE_URL: 'http://localhost:3000' } })
    expect(readEnv({ TIME_ZONE: 'europe/berlin' })).toMatchObject({ env: { TIME_ZONE: 'Europe/Berlin' } })
    expect(readEnv({ TIME_ZONE: 'Berlin' })).toEqual({
      problems: ['TIME_ZONE is "Berlin", but accepts a time zone such as Europe/Berlin or UTC.'],
    })
  })

  it.each(['DATABASE_URL', 'SMTP_URL'])('does not show what is in %s', name => {
    const read = readEnv({ [name]: 'gopher://user:hunter2@example.com' })
    expect(JSON.stringify(read)).not.toContain('hunter2')
    expect(read).toMatchObject({ problems: [expect.stringContaining(name)] })
  })
})
