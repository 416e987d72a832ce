import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Contract } from '#lib/api/contract/contract.ts'
import type { ApiAct, Operation } from '#lib/api/operation.ts'
import { olderOperations, operations } from '#lib/api/operations.ts'
import { type Site, testSite } from '#tests/support/site.ts'
import { callApi, keyFor } from './api-world.ts'
import { laterWorld } from './later-world.ts'

let site: Site
let key: string

beforeAll(async () => {
  site = await testSite()
  await laterWorld(site.db)
  key = await keyFor(site.db)
}, 60_000)
afterAll(() => site.close())

const each = operations.map(operation => [operation.contract.id, operation] as const)

const deep = JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`)
const values: unknown[] = [
  null,
  true,
  -1,
  1.5,
  2 ** 53,
  1e308,
  '',
  '\0',
  'a\0b',
  '\ud800',
  '😀'.repeat(60_000),
  'x'.repeat(100_001),
  '+275760-09-13T00:00:00Z',
  '-000001-01-01T00:00:00Z',
  '1970-01-01T00:00:00Z',
  '2026-02-30T00:00:00Z',
  '9999-99-99',
  '25:61',
  {},
  { __proto__: null, constructor: 1 },
  [],
  [null],
  ['\0'],
  Array.from({ length: 5001 }, () => 'web07'),
  deep,
]
const parts = ['', '\0', '😀', '\ud800', 'ü', '..', '/', '%00', "' or 1=1 --", 'x'.repeat(10_000), '\u202e']

type Raw = { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown }

function rawOf({ example }: Contract): Raw {
  return { params: { ...example.params }, query: { ...example.query }, body: example.body ?? {} }
}

const shapeOf = (schema: z.ZodType) => (schema instanceof z.ZodObject ? schema.shape : {})

/** What no request may get past the reading of it: there is no database behind. */
async function refusalOf({ run }: Operation, raw: Raw) {
  const answer = await run(raw, { db: null } as unknown as ApiAct)
  return 'refused' in answer ? answer.refused : null
}

describe('what is no value of a field is refused by its name, before anything is read', () => {
  it.each(each)('%s', async (_, operation) => {
    const { params, query, body } = operation.contract
    for (const [place, schema, status] of [
      ['params', params, 404],
      ['query', query, 400],
      ['body', body, 400],
    ] as const)
      for (const [name, field] of Object.entries(shapeOf(schema)))
        for (const value of place === 'body' ? values : parts) {
          if (field.safeParse(value).success) continue
          const raw = rawOf(operation.contract)
          const refused = await refusalOf(operation, {
            ...raw,
            [place]: { ...(raw[place] as object), [name]: value },
          })
          const said = JSON.stringify(value).slice(0, 60)
          expect([said, refused?.status, refused?.errors?.[0]?.field.split('.')[0]]).toEqual([
            said,
            status,
            name,
          ])
          expect(refused?.detail.length).toBeLessThan(500)
        }
    if (operation.contract.body instanceof z.ZodObject)
      for (const whole of [null, [], 'x', 1, true, deep, { [`${'x'.repeat(9_000)}`]: 1 }]) {
        const refused = await refusalOf(operation, { ...rawOf(operation.contract), body: whole })
        expect(refused?.status).toBe(400)
        expect(refused?.errors?.length).toBeGreaterThan(0)
        for (const { field } of refused?.errors ?? []) expect(field.length).toBeLessThan(100)
      }
  })
})

/** The longest and strangest that each field of its kind takes. */
const taken = [
  'x'.repeat(4000),
  '😀'.repeat(100),
  '\u202eabc',
  '..',
  '__proto__',
  'constructor',
  '%',
  '\\',
  "'",
  '0',
]
const takenIds = ['__proto__', 'constructor', '..', 'x'.repeat(160), '-', '0']

describe('what may be a value, and means nothing here, is no fault of ours', () => {
  it.each(each)('%s', async (_, { contract }) => {
    const { method, path, example, hasNotices } = contract
    const send = async (params: Record<string, string>, query: object, body: unknown) => {
      const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
      const asked = new URLSearchParams({ ...query, ...(hasNotices ? { dry_run: 'true' } : {}) }).toString()
      const given = method === 'get' || method === 'delete' ? {} : { body }
      return callApi(site.db, { method: method.toUpperCase(), path: `${filled}?${asked}`, key, ...given })
    }
    const own = { params: example.params ?? {}, query: example.query ?? {}, body: example.body ?? {} }
    const statuses: [string, number, string | null][] = []
    for (const name of Object.keys(own.params))
      for (const id of takenIds) {
        const { status, type } = await send({ ...own.params, [name]: id }, own.query, own.body)
        statuses.push([`${name} ${id}`, status, type])
      }
    // What tells nobody would be done: its strange values are those of its address.
    if (hasNotices || method === 'get')
      for (const place of ['query', 'body'] as const)
        for (const [name, field] of Object.entries(shapeOf(contract[place]))) {
          const value = taken.findLast(text => field.safeParse(text).success) ?? null
          const long = taken.find(text => field.safeParse(text).success) ?? null
          for (const text of new Set([value, long]))
            if (text !== null) {
              const given = { ...own, [place]: { ...(own[place] as object), [name]: text } }
              const { status, type } = await send(given.params, given.query, given.body)
              statuses.push([`${name} ${text.slice(0, 20)}`, status, type])
            }
        }
    for (const [what, status, type] of statuses) {
      expect([what, status < 500]).toEqual([what, true])
      expect(type).toBe(status < 300 ? 'application/json' : 'application/problem+json')
    }
  })
})

const sent = [...operations, ...olderOperations].filter(
  ({ contract }) => !['get', 'delete'].includes(contract.method),
)

describe('a body that is too large, too deep or none is refused as such', () => {
  it.each(sent.map(({ contract }) => [contract.id, contract] as const))('%s', async (_, contract) => {
    const { method, path, example, isOlder } = contract
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => example.params?.[name] ?? '')
    const send = async (body: string, headers = {}) => {
      const { status, type } = await callApi(site.db, {
        method: method.toUpperCase(),
        path: filled,
        key,
        body,
        headers,
      })
      expect(type).toBe('application/problem+json')
      return status
    }
    // Those that take whole lists read more, and a type of their own.
    const refusals = isOlder ? [400, 413, 415, 422] : [400, 413]
    expect(isOlder ? refusals : [413]).toContain(await send(JSON.stringify({ title: 'x'.repeat(1_048_576) })))
    for (const body of ['['.repeat(200_000), '{"a": ', '\0']) expect(refusals).toContain(await send(body))
    if (!isOlder) expect(await send('x', { 'content-type': 'text/plain' })).toBe(415)
  })
})
