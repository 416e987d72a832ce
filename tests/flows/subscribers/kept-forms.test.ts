import { text } from 'node:stream/consumers'
import { prerenderToNodeStream } from 'react-dom/static'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import KeptFormPage from '#app/(site)/kept/[id]/page.tsx'
import { POST as postComment } from '#app/api/comments/route.ts'
import { POST as postLink } from '#app/api/preferences/link/route.ts'
import { POST as postPreferences } from '#app/api/preferences/route.ts'
import { POST as postSubscribe } from '#app/api/subscribe/route.ts'
import { newId } from '#db/id.ts'
import { servers } from '#db/schema/server.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { signLink } from '#lib/links.ts'
import { keepForm, readKeptForm } from '#lib/processes/kept-forms.ts'
import { formRequest, minute, start, subscribingFixture } from './subscribing-fixture.ts'

let fixture: Awaited<ReturnType<typeof subscribingFixture>>
beforeAll(async () => {
  fixture = await subscribingFixture()
}, 60_000)
afterAll(() => fixture.close())

const [web07, web08, jane] = [newId(), newId(), newId()]
const plain: [string, string] = ['plain', 'yes']

beforeEach(async () => {
  await fixture.reset()
  await fixture.db.insert(servers).values([
    { id: web07, label: 'web07', hostname: 'web07.example.net' },
    { id: web08, label: 'web08', hostname: 'web08.example.net' },
  ])
})

/** The page to which a form without scripts is led. */
async function pageBehind(response: Response): Promise<string> {
  const path = response.headers.get('location') ?? ''
  expect(path).toMatch(/^\/kept\/[\w-]{22}$/)
  const page = await KeptFormPage({ params: Promise.resolve({ id: path.slice('/kept/'.length) }) })
  return text((await prerenderToNodeStream(page)).prelude)
}

/** The sign of a box or a choice in the page, and whether it is ticked. */
const isTicked = (page: string, value: string) =>
  new RegExp(
    `<(input|option)[^>]*(checked|selected)[^>]*value="${value}"|value="${value}"[^>]*(checked|selected)`,
  ).test(page)

describe('without scripts a form that was not taken comes back as it was typed', () => {
  it('for notices: address, servers, domain and kinds, with what is wrong', async () => {
    const fields: [string, string][] = [
      plain,
      ['email', 'jane@'],
      ['target', `server:${web07}`],
      ['target', `server:${web08}`],
      ['domain', 'example.org'],
      ['kind', ''],
      ['kind', 'outage'],
      ['least', 'major_outage'],
    ]
    const page = await pageBehind(await postSubscribe(formRequest('/api/subscribe', fields)))
    expect(page).toContain('That is not an e-mail address.')
    expect(page).toContain('value="jane@"')
    expect(page).toContain('value="example.org"')
    const ticked = [`server:${web07}`, `server:${web08}`, 'outage', 'advisory', 'major_outage']
    expect(ticked.filter(value => isTicked(page, value))).toEqual([
      `server:${web07}`,
      `server:${web08}`,
      'outage',
      'major_outage',
    ])
  })

  it('a comment: its words, whatever was wrong', async () => {
    const words = { name: 'Jane', email: 'nobody', body: 'Is "web07" <b>fine</b>?' }
    const form = { plain: 'yes', post: newId(), slug: 'rootkit', ...words }
    const page = await pageBehind(await postComment(formRequest('/api/comments', form)))
    expect(page).toContain('Is &quot;web07&quot; &lt;b&gt;fine&lt;/b&gt;?')
    expect(page).toContain('value="nobody"')
    const gone = { ...form, email: 'jane@example.com' }
    expect(await pageBehind(await postComment(formRequest('/api/comments', gone)))).toContain(
      'The post is not public any more',
    )
  })

  it('preferences: what was ticked and unticked, for who has the link', async () => {
    await fixture.db.insert(subscribers).values({ id: jane, email: 'jane@example.com', state: 'confirmed' })
    await fixture.db
      .insert(subscriptions)
      .values({ subscriberId: jane, serverId: web07, createdAt: start, confirmedAt: start })
    const token = signLink(await fixture.secret(), 'preferences', jane, new Date(Date.now() + 60_000))
    const fields: [string, string][] = [
      plain,
      ['token', token],
      ['had', `server:${web07}`],
      ['target', `server:${web08}`],
      ['domain', 'not a domain'],
      ['kind', ''],
      ['kind', 'advisory'],
    ]
    const page = await pageBehind(await postPreferences(formRequest('/api/preferences', fields)))
    expect(page).toContain('value="not a domain"')
    expect([isTicked(page, `server:${web07}`), isTicked(page, `server:${web08}`)]).toEqual([false, true])
    expect([isTicked(page, 'advisory'), isTicked(page, 'outage')]).toEqual([true, false])
  })

  it('the question for a link: its address', async () => {
    const form = { plain: 'yes', email: 'jane at home' }
    const page = await pageBehind(await postLink(formRequest('/api/preferences/link', form)))
    expect(page).toContain('value="jane at home"')
  })
})

describe('what is kept', () => {
  const kept = (words: string) => ({
    kind: 'comment' as const,
    form: new URLSearchParams({ body: words }),
    problems: ['email'],
  })
  const idOf = (path: string) => path.slice('/kept/'.length)

  it('is gone after a quarter of an hour, and at any other address', async () => {
    const id = idOf(keepForm(kept('x'), minute(0)))
    expect(readKeptForm(id, minute(14))).toMatchObject({ problems: ['email'] })
    expect(readKeptForm(`${id}x`, minute(1))).toBeNull()
    expect(readKeptForm(id, minute(15))).toBeNull()
  })

  it('fills no memory: of a flood the latest stay', () => {
    const ids = Array.from({ length: 400 }, (_, i) =>
      idOf(keepForm(kept('x'.repeat(20_000 + i)), minute(30))),
    )
    const there = ids.filter(id => readKeptForm(id, minute(31)))
    expect(there.length).toBeGreaterThan(150)
    expect(there.length).toBeLessThan(200)
    expect(there.at(-1)).toBe(ids.at(-1))
  })
})
