import { asc } from 'drizzle-orm'
import { afterAll, beforeEach } from 'vitest'
import { DELETE, POST, PUT } from '#app/api/v1/[...path]/route.ts'
import { newId } from '#db/id.ts'
import { customers } from '#db/schema/customer.ts'
import { servers } from '#db/schema/server.ts'
import { staff } from '#db/schema/staff.ts'
import { env } from '#lib/env.ts'
import { makeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { made } from '#tests/support/made.ts'
import { testSite } from '#tests/support/site.ts'

const [web07, web08, dana] = [newId(), newId(), newId()]
const start = new Date('2026-03-10T14:30:00Z')

const tables = ['customers', 'customer_files', 'api_tokens', 'servers', 'people', 'sources', 'audit']

export type Sent = {
  method?: 'PUT' | 'POST' | 'DELETE'
  query?: string
  type?: string
  token?: string | null
  body?: unknown
}

/** What another system is given that may write customers. */
const asked = { scopes: ['customers:write' as const], expiresAt: null, name: 'WHMCS', staffId: dana }

/** Two servers, and a system that sends customers, for the tests of one file. */
export async function useCustomers() {
  const { db, close } = await testSite()
  const system = { token: '' }
  afterAll(() => close())
  beforeEach(async () => {
    await emptyTables(db, ...tables)
    await db.insert(staff).values({ role: 'owner', id: dana, name: 'Dana', email: 'dana@example-host.net' })
    await db.insert(servers).values([
      { id: web07, label: 'web07', hostname: 'web07.example-host.net', ips: ['203.0.113.7'] },
      { id: web08, label: 'web08', hostname: 'web08.example-host.net', aliases: ['old08.example-host.net'] },
    ])
    system.token = made(await makeApiToken(db, asked, start)).token
  })

  /** Sends a body as another system would, and returns the status with the answer. */
  async function send({ method = 'PUT', query = '', type = 'application/json', body, ...rest }: Sent) {
    const given = 'token' in rest ? rest.token : system.token
    const request = new Request(`${env.SITE_URL}/api/v1/customers${query}`, {
      method,
      headers: { ...(given ? { authorization: `Bearer ${given}` } : {}), 'content-type': type },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const response = await { PUT, POST, DELETE }[method](request)
    return { status: response.status, ...(await response.json()) }
  }

  return {
    db,
    web07,
    web08,
    dana,
    start,
    asked,
    system,
    send,
    csv: (text: string, query = '') => send({ type: 'text/csv; charset=utf-8', query, body: text }),
    /** The server of each domain. */
    async map() {
      const rows = await db.select().from(customers).orderBy(asc(customers.domain))
      return Object.fromEntries(rows.map(row => [row.domain, row.serverId === web07 ? 'web07' : 'web08']))
    },
  }
}
