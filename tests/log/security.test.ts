import { globSync, readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { noteNotAllowed } from '#lib/identity/note-not-allowed.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import { inContext } from '#lib/log/context.ts'
import { inWords } from '#lib/log/in-words.ts'
import { log } from '#lib/log/log.ts'
import { logNoticed, logSecurity } from '#lib/log/security.ts'
import { isOwnOrigin } from '#lib/origin.ts'
import { NotAllowed } from '#lib/rules/staff/not-allowed.ts'
import { loggedLines } from '#tests/support/console.ts'

const said = () =>
  loggedLines().map(line => {
    const { level: _, time: __, pid: ___, ...rest } = JSON.parse(line)
    return rest
  })

let minute = 1
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: ++minute * 60_000 })
  return () => vi.useRealTimers()
})

describe('a security event', () => {
  it('is a line with its name and the id of its request', () => {
    inContext({ requestId: 'r1' }, () =>
      logSecurity('key-refused', { why: 'ended', network: '203.0.113.0/24' }),
    )
    expect(said()).toEqual([
      {
        requestId: 'r1',
        security: 'key-refused',
        why: 'ended',
        network: '203.0.113.0/24',
        msg: 'a key of the API was refused',
      },
    ])
  })

  it('is written at most 120 times a minute, and what was left out is counted', () => {
    for (let i = 0; i < 1_000; i++) logSecurity('token-refused', { network: '203.0.113.0/24' })
    expect(loggedLines()).toHaveLength(120)
    logSecurity('signed-in', { by: 'link' })
    vi.setSystemTime(++minute * 60_000)
    logSecurity('token-refused', { network: '203.0.113.0/24' })
    expect(said().slice(120)).toMatchObject([{ security: 'signed-in' }, { leftOut: 880 }])
  })

  it('is each role that does not reach so far', () => {
    noteNotAllowed(new NotAllowed('publish-advisory', 'editor', 'x7k2k3j4h5g6'))
    expect(said()).toMatchObject([
      { security: 'not-allowed', staffId: 'x7k2k3j4h5g6', action: 'publish-advisory', needs: 'editor' },
    ])
  })

  it('is each limit that is reached, by the network alone', () => {
    logNoticed()
    const once = { burst: 1, perMinute: 1 }
    const limit = createRateLimit({ name: 'comments', address: once, network: once })
    for (let i = 0; i < 2; i++) limit.take('203.0.113.9', new Date(0))
    expect(said()).toMatchObject([{ security: 'rate-limited', limit: 'comments', from: '203.0.113.0/24' }])
  })

  it('is each form of another site', () => {
    logNoticed()
    isOwnOrigin(new Headers({ origin: 'https://evil.example' }), 'https://status.example.com')
    expect(said()).toMatchObject([{ security: 'origin-refused', origin: 'https://evil.example' }])
  })

  it('stands in docs/log.md', () => {
    const source = readFileSync('lib/log/security.ts', 'utf8')
    const events = [...source.matchAll(/^ {2}\| '([a-z-]+)'$/gm)].map(([, event]) => event)
    expect(events.length).toBeGreaterThan(5)
    const inventory = readFileSync('docs/log.md', 'utf8')
    expect(events.filter(event => !inventory.includes(`| \`${event}\``))).toEqual([])
  })
})

it('every limit of the product has a name in the log', () => {
  const nameless = globSync('{app,lib}/**/*.{ts,tsx}').flatMap(path => {
    const uses = readFileSync(path, 'utf8').matchAll(/createRateLimit\(\{(?!\s*name:)/g)
    return [...uses].map(() => path)
  })
  expect(nameless).toEqual([])
})

describe('text that somebody sends', () => {
  const evil = [
    'ready\n10:00:00 error: the disk is gone',
    'a\r\nb',
    '\u001b[2J\u001b[1;31mhacked\u001b[0m',
    'a\u009b31mb',
    '\u202egpj.exe',
    'a\u2028b',
    '\u0000\u0007\b',
  ]

  it.each(evil)('writes no line and moves no cursor: %j', text => {
    log.info(`the host ${text} is unknown`, { host: text, list: [text] })
    const [line = ''] = loggedLines()
    expect(line.trimEnd().split(/[\r\n\u2028\u2029]/)).toHaveLength(1)
    expect(line.trimEnd()).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
    const words = inWords(line)
    expect(words.trimEnd().split(/[\r\n\u2028\u2029]/)).toHaveLength(1)
    expect(words.trimEnd()).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
  })

  it.each([
    `acl_key_${'a1B2'.repeat(12)}c`,
    `acl_src_${'a1B2'.repeat(12)}c`,
    `api_${'x-_9'.repeat(8)}`,
    `ac_${'x'.repeat(32)}`,
  ])('is replaced where it is a secret of ours: %s', secret => {
    log.info(`refused ${secret}`, { given: `key=${secret}`, deep: { more: [secret] } })
    expect(loggedLines().join('')).not.toContain(secret.slice(8))
  })
})
