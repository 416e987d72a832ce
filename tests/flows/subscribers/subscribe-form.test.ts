import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import SubscribePage from '#app/(site)/subscribe/page.tsx'
import { POST as postSubscribe } from '#app/api/subscribe/route.ts'
import { newId } from '#db/id.ts'
import { posts } from '#db/schema/post.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { preferenceKinds } from '#lib/rules/subscribers/notice-preferences.ts'
import { useJane } from './jane-fixture.ts'
import { answerOf, formRequest, start } from './subscribing-fixture.ts'

const { fixture, fra, web07, web08, retired, email } = useJane()

describe('the form', () => {
  it('is answered the same whatever is known of the address', async () => {
    await fixture.db.insert(subscribers).values([
      { id: 'confirmed', email: 'confirmed@example.net', state: 'confirmed' },
      { email: 'unsubscribed@example.net', state: 'unsubscribed' },
      { email: 'suppressed@example.net', state: 'suppressed' },
    ])
    await fixture.db.insert(subscriptions).values({ subscriberId: 'confirmed', confirmedAt: start })
    const names = ['unknown', 'unknown', 'confirmed', 'unsubscribed', 'suppressed']
    const answers: string[] = []
    for (const name of names) {
      const fields = { email: `${name}@example.net`, target: 'all', website: '' }
      const response = await postSubscribe(formRequest('/api/subscribe', fields))
      answers.push(JSON.stringify([response.status, [...response.headers], await response.text()]))
    }
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('"location","/subscribe/sent"')
    const mailed = (await fixture.mail(new Date())).map(mail => mail.to)
    expect(mailed).toEqual(['unknown@example.net', 'unsubscribed@example.net'])
  })

  it.each([
    ['a wrong address', { email: 'jane', target: `server:${web07}` }, `?server=${web07}&problem=email`],
    ['a wrong domain', { email, domain: 'what?', target: '' }, '?problem=domain'],
    ['no kind', { email, domain: 'example.com', kind: '' }, '?domain=example.com&problem=kind'],
    ['a wrong address, a group', { email: '', target: `group:${fra}` }, `?group=${fra}&problem=email`],
    ['no choice', { email, target: '' }, '?problem=target'],
    ['a server that is not there', { email, target: `server:${retired}` }, '?problem=target'],
  ])('comes back with what can be kept: %s', async (_, fields, query) => {
    const response = await postSubscribe(formRequest('/api/subscribe', fields))
    expect(answerOf(response)).toEqual([303, `/subscribe${query}`])
    expect(await fixture.db.$count(subscribers)).toBe(0)
  })

  it('of a robot is answered the same, and stored nowhere', async () => {
    const fields = { email, target: 'all', website: 'https://spam.example' }
    const response = await postSubscribe(formRequest('/api/subscribe', fields))
    expect(answerOf(response)).toEqual([303, '/subscribe/sent'])
    expect(await fixture.db.$count(subscribers)).toBe(0)
  })

  it.each([
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ 'content-type': 'text/plain' }, 415],
  ])('of another site is refused: %j', async (headers, status) => {
    const response = await postSubscribe(formRequest('/api/subscribe', { email, target: 'all' }, headers))
    expect(response.status).toBe(status)
    expect(await response.text()).toMatch(/^[A-Z].*\.\n$/)
    expect(await fixture.db.$count(subscribers)).toBe(0)
  })

  it('that is too long is refused', async () => {
    const fields = { email, target: 'all', more: 'x'.repeat(70_000) }
    expect((await postSubscribe(formRequest('/api/subscribe', fields))).status).toBe(413)
  })

  it('from one address comes through only so often', async () => {
    const from = { 'x-forwarded-for': '192.0.2.1' }
    const send = (name: number) =>
      postSubscribe(formRequest('/api/subscribe', { email: `${name}@example.net`, target: 'all' }, from))
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => send(i)))
    expect(
      answers
        .map(answer => answer.headers.get('location'))
        .sort()
        .slice(9),
    ).toEqual(['/subscribe/sent', '/subscribe?problem=often', '/subscribe?problem=often'])
    expect(await fixture.db.$count(subscribers)).toBe(10)
  })
})

const subscribePage = async (query: object) =>
  renderToStaticMarkup(await SubscribePage({ searchParams: Promise.resolve(query) }))

/** The values of the boxes that are ticked. */
const tickedIn = (html: string) =>
  [...html.matchAll(/<input type="checkbox"[^>]*>/g)]
    .filter(([tag]) => tag.includes('checked=""'))
    .map(([tag]) => tag.match(/value="([^"]*)"/)?.[1])

describe('the page with the form', () => {
  it('has all servers in use and their groups to choose from, and chooses what its address names', async () => {
    const html = await subscribePage({ server: web08 })
    expect(tickedIn(html)).toEqual([`server:${web08}`, ...preferenceKinds])
    expect(html).toContain(`value="group:${fra}"`)
    expect(html).not.toContain('old01')
    expect(tickedIn(await subscribePage({ group: fra }))).toEqual([`group:${fra}`, ...preferenceKinds])
    expect(tickedIn(await subscribePage({ server: retired }))).toEqual([...preferenceKinds])
    expect(await subscribePage({ domain: 'example.com' })).toMatch(
      /<input id="domain"[^>]*value="example.com"/,
    )
  })

  it('asks for the end of an open incident, and of no other post', async () => {
    const post = { id: newId(), title: 'web07 is down', startedAt: start, publishedAt: start }
    await fixture.db.insert(posts).values({ ...post, slug: 'p', kind: 'incident', visibility: 'published' })
    expect(await subscribePage({ post: post.id })).toContain(`name="target" value="post:${post.id}"`)
    await fixture.db.update(posts).set({ visibility: 'held' })
    expect(await subscribePage({ post: post.id })).not.toContain(post.title)
    await fixture.db.update(posts).set({ visibility: 'published', resolvedAt: start })
    expect(await subscribePage({ post: post.id })).not.toContain(post.title)
  })

  it('leads from a problem to its field, and ties the field to it', async () => {
    const html = await subscribePage({ problem: 'email' })
    expect(html).toContain('href="#email"')
    expect(html).toMatch(
      /<input id="email"[^>]*aria-describedby="email-hint email-problem"[^>]*aria-invalid="true"/,
    )
    expect(html).toMatch(/<p id="email-problem"/)
  })

  it.each([{}, { problem: 'constructor' }, { problem: ['email', 'target'] }])(
    'shows no problem where there is none: %j',
    async query => {
      const html = await subscribePage(query)
      expect(html).not.toContain('role="alert"')
      expect(html).not.toContain('aria-invalid')
    },
  )
})
