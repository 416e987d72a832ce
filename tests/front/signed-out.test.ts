import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startFront } from './front-fixture.ts'

let front: Awaited<ReturnType<typeof startFront>>
beforeEach(async () => {
  front = await startFront()
})
afterEach(() => front.stop())

const words = 'A disk failed.\nWe are "swapping" it <now> & watch.'

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

const send = (path: string, init: RequestInit = {}) => {
  const body = formOf({ $ACTION_KEY: 'k0123456789abcdef', postId: 'abc', text: words })
  return front.ask(path, { method: 'POST', body, ...init })
}

describe('a form of the desk that is sent without scripts', () => {
  it('comes back with all that was typed, to be sent again, when its person is signed out', async () => {
    const answer = await send('/desk/customers?a=1&b=2')
    const page = await answer.text()
    expect(answer.status).toBe(401)
    expect(page).toContain('You are signed out, so nothing was done')
    expect(page).toContain('action="/desk/customers?a=1&amp;b=2"')
    expect(page).toContain('name="$ACTION_KEY" value="k0123456789abcdef"')
    expect(page).toContain('name="postId" value="abc"')
    const escaped = 'A disk failed.\r\nWe are &quot;swapping&quot; it &lt;now&gt; &amp; watch.'
    expect(page).toContain(`name="text" value="${escaped}"`)
    expect(page).toContain(`aria-label="text">\n${escaped}</textarea>`)
    expect(page.match(/<textarea/g)).toHaveLength(1)
    expect(front.passed).toEqual([])
  })

  it('goes on with its body when its person is signed in', async () => {
    const answer = await send('/desk/customers', { headers: { cookie: 'dana' } })
    expect([answer.status, front.passed.length]).toEqual([200, 1])
  })

  it.each([
    ['the door, where nobody is signed in', '/desk/sign-in?to=%2Fdesk', {}],
    ['a form with scripts, which keeps its words itself', '/desk/customers', { 'next-action': 'a1' }],
    ['what another site sends', '/desk/customers', { origin: 'https://elsewhere.example' }],
  ])('is left to the framework: %s', async (_, path, headers) => {
    await send(path, { headers })
    expect(front.passed).toHaveLength(1)
  })

  it('is left to the framework when it cannot be known who is signed in', async () => {
    await front.stop()
    front = await startFront({ isStaff: () => Promise.reject(new Error('The database is away.')) })
    await send('/desk/customers')
    expect(front.passed).toHaveLength(1)
  })
})

it('a form with more fields than any has is refused', async () => {
  const body = new URLSearchParams(Array.from({ length: 300 }, (_, i) => [`f${i}`, '']))
  const answer = await front.ask('/desk/customers', { method: 'POST', body })
  expect(answer.status).toBe(413)
})
