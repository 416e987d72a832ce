import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { GET, POST } from '#app/api/auth/[...all]/route.ts'
import { people } from '#db/schema/person.ts'
import { env } from '#lib/env.ts'
import { askSignIn } from '#lib/flows/ask-sign-in.ts'
import { deskLink } from '#lib/identity/links.ts'
import { enterDesk } from '#lib/identity/session.ts'
import type { Letter } from '#lib/mail/letter.ts'
import { testSite } from '#tests/support/site.ts'

const letters = vi.hoisted((): Letter[] => [])
vi.mock('#lib/mail/send.ts', () => ({
  sendLetter: async (letter: Letter) => {
    letters.push(letter)
    return { is: 'sent', providerId: null }
  },
}))

const { db, close } = await testSite()
afterAll(() => close())
const now = new Date()

beforeEach(async () => {
  letters.length = 0
  await db.execute('truncate people, verifications cascade')
  await db.insert(people).values({ name: 'Dana', email: 'dana@example.net' })
})

const tokenOf = (text: string) => /\/desk\/enter\/([A-Za-z]+)/.exec(text)?.[1] ?? ''

describe('asking for a sign-in link', () => {
  it('mails a link that signs in', async () => {
    await askSignIn({ email: 'dana@example.net', path: null }, now, db)
    expect(letters.map(letter => letter.to)).toEqual(['dana@example.net'])
    const { text = '', html = '' } = letters[0] ?? {}
    expect(text).toContain(`${env.SITE_URL}/desk/enter/`)
    expect(html).toContain(tokenOf(text))
    expect(await enterDesk(tokenOf(text), new Headers(), db)).not.toBeNull()
  })

  it('mails a link that leads on to the page that was asked for', async () => {
    await askSignIn({ email: 'dana@example.net', path: '/desk/posts/x' }, now, db)
    expect(letters[0]?.text).toMatch(/\/desk\/enter\/[A-Za-z]+\?to=%2Fdesk%2Fposts%2Fx\s/)
  })

  it('mails nothing to a stranger', async () => {
    await askSignIn({ email: 'stranger@example.net', path: null }, now, db)
    expect(letters).toEqual([])
  })
})

describe('what answers over HTTP', () => {
  const at = (path: string) => `${env.SITE_URL}/api/auth${path}`

  it('never uses a link up by GET, as a scanner of mail would', async () => {
    const token = tokenOf(await deskLink(db, 'dana@example.net'))
    const response = await GET(new Request(at(`/magic-link/verify?token=${token}`)))
    expect(response.status).toBe(404)
    expect(response.headers.getSetCookie()).toEqual([])
    expect(await enterDesk(token, new Headers(), db)).not.toBeNull()
  })

  it('makes no link for whoever asks', async () => {
    const body = JSON.stringify({ email: 'dana@example.net' })
    const headers = { 'content-type': 'application/json', origin: env.SITE_URL }
    const response = await POST(new Request(at('/sign-in/magic-link'), { method: 'POST', headers, body }))
    expect(response.status).toBe(404)
    expect(letters).toEqual([])
  })
})
