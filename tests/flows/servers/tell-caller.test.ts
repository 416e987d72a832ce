import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { customers } from '#db/schema/customer.ts'
import { servers } from '#db/schema/server.ts'
import { deflectText } from '#lib/documents/embed/deflect-text.ts'
import { callerNote } from '#lib/documents/embed/note.ts'
import { type Caller, tellCaller } from '#lib/flows/servers/tell-caller.ts'
import { wordsIn } from '#lib/words/words.ts'
import { troubledWorld } from '#tests/documents/documents-world.ts'
import { namesOf } from '#tests/support/names.ts'
import { now } from '#tests/support/world/public-world.ts'

const words = wordsIn('en')
const names = namesOf({
  a: {
    'down.example.com': ['203.0.113.1'],
    'both.example.com': ['203.0.113.1'],
    'mx.example.com': ['203.0.113.3'],
    'fine.example.com': ['203.0.113.2'],
    'mapped.example.com': ['198.51.100.7'],
  },
  mx: { 'both.example.com': ['mx.example.com'] },
})

let db: Database
beforeAll(async () => {
  db = await troubledWorld()
  for (const [index, id] of ['web01', 'web02', 'web03'].entries())
    await db
      .update(servers)
      .set({ ips: [`203.0.113.${index + 1}`] })
      .where(eq(servers.id, id))
  await db.insert(customers).values({ domain: 'mapped.example.com', serverId: 'web01' })
})

const ask = (is: Caller['is'], typed: string, mayAsk = () => true) =>
  tellCaller({ is, typed }, now, { db, names, mayAsk })

async function textFor(is: Caller['is'], typed: string): Promise<string> {
  const answer = await ask(is, typed)
  return answer.is === 'known' ? deflectText(words, answer.pages) : answer.is
}

const web01 = `web01 is down. We have been alerted. Next update by 14:40 UTC.
More: http://localhost:3000/posts/down
`

describe('what a caller is told before they write', () => {
  it.each([
    ['domain', 'down.example.com', web01],
    ['domain', 'dana@down.example.com', web01],
    ['server', 'web01', web01],
    ['server', 'old.example-host.net', web01],
    ['domain', 'fine.example.com', ''],
    ['server', 'web02.example-host.net', ''],
    ['domain', 'nowhere.example.com', 'nobody'],
    ['domain', '???', 'nobody'],
    ['domain', `${'a'.repeat(5000)}.com`, 'nobody'],
  ] as const)('by the %s %s is: %j', async (is, typed, text) => {
    expect(await textFor(is, typed)).toBe(text)
  })

  it('is about each of their servers that is not well', async () => {
    const answer = await ask('domain', 'both.example.com')
    const pages = answer.is === 'known' ? answer.pages : []
    expect(deflectText(words, pages)).toBe(`${web01}
web03 is under maintenance, as planned. Until about 15:30 UTC.
More: http://localhost:3000/posts/public-work
`)
    expect(callerNote(words, pages)?.sentence).toBe(
      'web01 is down. We have been alerted. web03 is under maintenance, as planned.',
    )
  })

  it('never comes from the customer map: DNS says where a domain is, or nobody does', async () => {
    expect(await textFor('domain', 'mapped.example.com')).toBe('nobody')
  })

  it('is refused to who has looked up too many domains, and the name of a server is asked of no DNS', async () => {
    expect((await ask('domain', 'down.example.com', () => false)).is).toBe('often')
    expect((await ask('server', 'web01', () => false)).is).toBe('known')
    const never = () => expect.fail('DNS is not asked')
    expect((await ask('server', 'shop.example.com', never)).is).toBe('nobody')
  })
})
