import { describe, expect, it } from 'vitest'
import { PUT } from '#app/api/v1/[...path]/route.ts'
import { customerFiles, customers } from '#db/schema/customer.ts'
import { audit } from '#db/schema/staff.ts'
import { env } from '#lib/env.ts'
import {
  applyCustomerFile,
  keepCustomerFile,
  reportCustomerFile,
} from '#lib/flows/customers/import-customers.ts'
import { later } from '#lib/rules/time/time.ts'
import { measure } from '#tests/support/measure.ts'
import { useCustomers } from './customers-fixture.ts'

const { db, dana, start, system, csv, map } = await useCustomers()

describe('a large file', () => {
  const many = measure(50_000, 5_000)
  const lines = Array.from(
    { length: many },
    (_, i) => `d${i}.example,${i % 2 ? 'web07' : 'web08'},"account ${i}"`,
  )

  it(`of ${many} customers comes in while it is read, with its wrong lines named`, async () => {
    const wrong = lines
      .with(9, 'd9.example,web99,x')
      .with(many - 1, 'd.example,"web07')
      .join('\r\n')
    const answer = await csv(`domain,server,account\r\n${wrong}`)
    expect(answer).toMatchObject({ status: 200, added: many - 2, problemCount: 2 })
    expect(answer.problems.map(({ line }: { line: number }) => line)).toEqual([11, many + 1])
    expect(await db.$count(customers)).toBe(many - 2)
    const all = `domain,server,account\r\n${lines.join('\r\n')}`
    expect(await csv(all, '?replace')).toMatchObject({
      status: 200,
      added: 2,
      unchanged: many - 2,
      removed: 0,
    })
  }, 30_000)

  it('with more than 100 wrong lines names the first 100 and counts the others', async () => {
    const answer = await csv(`domain,server\n${'x.example,web99\n'.repeat(150)}`)
    expect(answer).toMatchObject({ status: 422, problemCount: 150 })
    expect(answer.problems).toHaveLength(100)
  })

  it('in another charset is read as its type says, and refused when nobody knows it', async () => {
    const body = new Uint8Array(Buffer.from('domain,server,account\na.example,web07,Müller', 'latin1'))
    const put = async (charset: string) => {
      const headers = {
        authorization: `Bearer ${system.token}`,
        'content-type': `text/csv; charset=${charset}`,
      }
      return PUT(new Request(`${env.SITE_URL}/api/v1/customers`, { method: 'PUT', headers, body }))
    }
    expect((await put('iso-8859-1')).status).toBe(200)
    expect((await db.select().from(customers)).map(each => each.account)).toEqual(['Müller'])
    const refused = await put('klingon-7')
    expect([refused.status, (await refused.json()).message]).toEqual([
      415,
      expect.stringContaining('Content-Type'),
    ])
  })

  it('that does not arrive whole changes nothing, and is no error in the log', async () => {
    const body = new ReadableStream({
      pull: controller => controller.error(new Error('aborted')),
    })
    const headers = { authorization: `Bearer ${system.token}`, 'content-type': 'text/csv' }
    const init = { method: 'PUT', headers, body, duplex: 'half' } as RequestInit
    const answer = await PUT(new Request(`${env.SITE_URL}/api/v1/customers`, init))
    expect(answer.status).toBe(400)
  })

  it('larger than 16 MiB is refused', async () => {
    expect(await csv(`domain,server\n${'x'.repeat(17 * 1024 * 1024)}`)).toMatchObject({ status: 413 })
  })
})

describe('a file at the desk', () => {
  const keep = (content: string, now = start) => keepCustomerFile(db, { staffId: dana, content }, now)

  it('says first what it would do, then does it once', async () => {
    await csv('domain,server\na.example,web07')
    const fileId = await keep('domain,server\na.example,web08\nb.example,web07\nc.example,web99')
    const report = await reportCustomerFile(db, { fileId, isWhole: false }, start)
    expect(report).toMatchObject({
      added: 1,
      moved: 1,
      problems: [{ at: 4, field: 'server' }],
      isRefused: false,
    })
    expect(await map()).toEqual({ 'a.example': 'web07' })
    const apply = () => applyCustomerFile(db, { fileId, isWhole: false, staffId: dana }, start)
    expect(await apply()).toMatchObject({ added: 1, moved: 1 })
    expect(await map()).toEqual({ 'a.example': 'web08', 'b.example': 'web07' })
    expect(await apply()).toBe('gone')
    expect(await reportCustomerFile(db, { fileId, isWhole: false }, start)).toBe('gone')
    expect(await db.select().from(audit)).toContainEqual(
      expect.objectContaining({ action: 'change-customers', staffId: dana, facts: { count: 2 } }),
    )
  })

  it('that has a problem does not become the whole map, and is kept', async () => {
    const fileId = await keep('domain,server\na.example,web99')
    expect(await applyCustomerFile(db, { fileId, isWhole: true, staffId: dana }, start)).toMatchObject({
      isRefused: true,
    })
    expect(await reportCustomerFile(db, { fileId, isWhole: true }, start)).not.toBe('gone')
  })

  it('that nobody applies is gone after a day', async () => {
    await keep('domain,server')
    await keep('domain,server', later(start, 86_401))
    expect(await db.$count(customerFiles)).toBe(1)
  })
})
