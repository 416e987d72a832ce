import { createHmac } from 'node:crypto'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Destinations } from '#app/(site)/preferences/[token]/_parts/destinations.tsx'
import StopDestinationPage from '#app/(site)/preferences/stop/[token]/page.tsx'
import { POST as add } from '#app/api/destinations/add/route.ts'
import { POST as mail } from '#app/api/destinations/mail/route.ts'
import { POST as remove } from '#app/api/destinations/remove/route.ts'
import { POST as stop } from '#app/api/destinations/stop/route.ts'
import { POST as test } from '#app/api/destinations/test/route.ts'
import { POST as verify } from '#app/api/destinations/verify/route.ts'
import { POST as telegram } from '#app/api/telegram/route.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { answerBot } from '#lib/flows/destinations/listen-to-bot.ts'
import { stripScripts } from '#lib/front/rendering/strip-scripts.ts'
import { signLink } from '#lib/links.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite, ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'
import { answerOf, formRequest, pageOf } from '#tests/flows/subscribers/subscribing-fixture.ts'
import { loggedLines } from '#tests/support/console.ts'
import { channelsFixture, start } from './channels-fixture.ts'

let fixture: Awaited<ReturnType<typeof channelsFixture>>
let token = ''
beforeAll(async () => {
  fixture = await channelsFixture()
  token = signLink(await readSecret(fixture.db), 'preferences', 'ann', null)
})
afterAll(() => fixture.close())
beforeEach(async () => {
  await fixture.reset()
  await fixture.subscriber('ann')
})

const page = (way: string) => [303, `/preferences/${token}?way=${way}#ways`]
const posted = async (post: (request: Request) => Promise<Response>, fields: Record<string, string>) =>
  answerOf(await post(formRequest('/api/destinations/x', { token, ...fields })))

async function html(answer?: string): Promise<string> {
  return renderToStaticMarkup(await Destinations({ subscriberId: 'ann', token, answer }))
}

describe('the forms', () => {
  it('lead back to the page with what became of them', async () => {
    const id = await fixture.active('ann', { state: 'pending', codeHash: 'x', codeExpiresAt: new Date(0) })
    const slack = 'https://hooks.slack.com/services/T/B/x'
    expect(await posted(add, { channel: 'slack', address: 'https://evil.example/' })).toEqual(
      page('wrong-address'),
    )
    expect(await posted(add, { channel: 'sms', address: '+491701234567' })).toEqual(page('channel'))
    await fixture.active('ann', { channel: 'slack', address: slack, config: {} })
    expect(await posted(add, { channel: 'slack', address: slack })).toEqual(page('known'))
    expect(await posted(verify, { destination: id, code: '123456' })).toEqual(page('expired'))
    expect(await posted(test, { destination: 'nothing' })).toEqual(page('gone'))
    expect(await posted(mail, { mail: 'off' })).toEqual(page('mail-off'))
    expect(await posted(mail, { mail: 'on' })).toEqual(page('mail-on'))
    expect(await posted(remove, { destination: id })).toEqual(page('removed'))
    expect(await fixture.state(id)).toBe('none')
  })

  it.each([
    ['add', add],
    ['verify', verify],
    ['test', test],
    ['remove', remove],
    ['mail', mail],
  ])('%s does nothing with another token, or from another site', async (_, post) => {
    const id = await fixture.active('ann')
    const secret = await readSecret(fixture.db)
    const old = signLink(secret, 'preferences', 'ann', new Date(1000))
    const other = signLink(secret, 'unsubscribe', 'ann', null)
    for (const wrong of [old, other, 'x.y.z', ''])
      expect(await posted(post, { token: wrong, destination: id, mail: 'off' })).toEqual([
        303,
        '/preferences/expired',
      ])
    const foreign = formRequest(
      '/x',
      { token, destination: id },
      { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    )
    expect((await post(foreign)).status).toBe(403)
    expect(await fixture.only('ann')).toMatchObject({ id, state: 'active' })
  })
})

describe('the link in a message', () => {
  const linkTo = async (id: string) => signLink(await readSecret(fixture.db), 'stop-destination', id, null)

  it('stops the messages there by a button, however often, and touches nothing else', async () => {
    const id = await fixture.active('ann')
    const other = await fixture.active('ann', { address: 'https://example.com/other' })
    const own = await linkTo(id)
    expect(await pageOf(StopDestinationPage, own)).toContain('action="/api/destinations/stop"')
    expect(await fixture.state(id)).toBe('active')
    for (let i = 0; i < 2; i++)
      expect(await posted(stop, { token: own })).toEqual([303, '/preferences/stopped'])
    expect([await fixture.state(id), await fixture.state(other)]).toEqual(['none', 'active'])
  })

  it('opens nobody’s preferences, and no other link stops messages', async () => {
    const id = await fixture.active('ann')
    const own = await linkTo(id)
    expect(await posted(remove, { token: own, destination: id })).toEqual([303, '/preferences/expired'])
    for (const wrong of [token, `${own}x`, '']) {
      expect(await posted(stop, { token: wrong })).toEqual([303, '/unsubscribe/invalid'])
      expect(await pageOf(StopDestinationPage, wrong)).toContain('This link is not complete.')
    }
    expect(await fixture.state(id)).toBe('active')
  })
})

describe('the page', () => {
  it('shows a webhook’s secret until it is proven, and never again', async () => {
    const secret = `whsec_${'a'.repeat(32)}`
    await fixture.active('ann', { state: 'pending', codeHash: 'x' })
    const before = await html()
    expect(before).toContain(secret)
    expect(before).toContain('action="/api/destinations/verify"')
    await fixture.reset()
    await fixture.subscriber('ann')
    await fixture.active('ann')
    const after = await html()
    expect(after).not.toContain('whsec_')
    expect(after).not.toContain('action="/api/destinations/verify"')
  })

  it('offers what the installation has: no SMS and no Telegram without an account', async () => {
    const text = await html()
    for (const channel of ['webhook', 'slack', 'discord', 'teams', 'ntfy'])
      expect(text).toContain(`name="channel" value="${channel}"`)
    expect(text).not.toMatch(/value="(sms|telegram|web-push)"/)
    expect(stripScripts(text)).toContain('<script src="/push-button.js"')
  })

  it('offers no more once there are ten', async () => {
    for (let i = 0; i < 10; i++) await fixture.active('ann', { address: `https://example.com/${i}` })
    expect(await html()).not.toContain('action="/api/destinations/add"')
  })

  it('offers to switch mail off only beside another way, and says when it is off', async () => {
    expect(await html()).not.toContain('Stop mailing me')
    await fixture.active('ann')
    expect(await html()).toContain('Stop mailing me')
    await posted(mail, { mail: 'off' })
    expect(await html()).toContain('Mail me again')
  })

  it('says what became of a form, and nothing for what no form answers', async () => {
    expect(await html('code-sent')).toContain('We have sent a code there.')
    expect(await html('toString')).not.toMatch(/role="(alert|status)"/)
  })

  it('shows what was answered as text', async () => {
    await fixture.active('ann', { state: 'quarantined', quarantinedAt: start, error: '<script>x</script>' })
    expect(await html()).toContain('Last answer: &lt;script&gt;x&lt;/script&gt;')
  })
})

describe('the Telegram bot', () => {
  const update = (text: string) => ({ update_id: 1, message: { text, chat: { id: -1001 } } })
  const request = (secret: string, body: unknown) => {
    const text = JSON.stringify(body)
    const headers = { 'x-telegram-bot-api-secret-token': secret, 'content-length': String(text.length) }
    return new Request('http://localhost/api/telegram', { method: 'POST', body: text, headers })
  }

  it('answers nobody but Telegram', async () => {
    expect((await telegram(request('guess', update('/start')))).status).toBe(403)
    expect(await answerBot('', async () => update('/start'), fixture.db)).toBe('forbidden')
    expect(JSON.parse(loggedLines().at(-1) ?? '{}')).toMatchObject({
      security: 'signature-wrong',
      of: 'telegram',
    })
  })

  it('answers in the language of its writer’s Telegram, or what a subscriber in the chat has chosen', async () => {
    holdSite(KeptSite.parse({ otherLanguages: ['de', 'fr'] }))
    const secret = createHmac('sha256', (await readSecret(fixture.db)).present)
      .update('telegram bot')
      .digest('base64url')
    const { message } = update('/start')
    const said = async () => {
      const german = { message: { ...message, from: { language_code: 'de-AT' } } }
      const answer = await answerBot(secret, async () => german, fixture.db)
      return answer && answer !== 'forbidden' ? answer.text : null
    }
    const inWords = (language: Language) =>
      wordsIn(language)('channels.chat', { number: '-1001', site: ourSite().name })
    expect(await said()).toBe(inWords('de'))
    await fixture.active('ann', { channel: 'telegram', address: '-1001', config: {} })
    await fixture.db.update(subscribers).set({ language: 'fr' })
    expect(await said()).toBe(inWords('fr'))
    holdSite(KeptSite.parse({}))
  })

  it('answers Telegram in the answer to its request, and takes what it does not understand', async () => {
    const secret = createHmac('sha256', (await readSecret(fixture.db)).present)
      .update('telegram bot')
      .digest('base64url')
    const answer = await telegram(request(secret, update('/start')))
    expect([answer.status, await answer.json()]).toMatchObject([
      200,
      { method: 'sendMessage', chat_id: -1001 },
    ])
    const other = await telegram(request(secret, { update_id: 2 }))
    expect([other.status, await other.text()]).toEqual([200, ''])
  })
})
