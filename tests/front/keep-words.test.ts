import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectErrorLine } from '#tests/support/console.ts'
import { startFront } from './front-fixture.ts'

let front: Awaited<ReturnType<typeof startFront>>

beforeEach(async () => {
  front = await startFront()
})
afterEach(() => front.stop())

const words = 'We <b>look</b> into "it".\r\nMore soon.'

function send(path: string, headers: Record<string, string> = {}, extra: [string, string][] = []) {
  const body = new FormData()
  for (const [name, value] of [['$ACTION_ID_x', ''], ['text', words], ...extra])
    body.append(name ?? '', value ?? '')
  return front.ask(path, { method: 'POST', body, headers })
}

describe('a form of the desk that a browser without scripts sends', () => {
  it('comes back with what was typed, to be sent again, where its person is signed out', async () => {
    const answer = await send('/desk/customers?a=1&b="', {}, [['secret', 'hunter2hunter2']])
    const page = await answer.text()
    expect([answer.status, front.passed]).toEqual([401, []])
    expect(page).toContain('You are signed out, so nothing was done.')
    expect(page).toContain('action="/desk/customers?a=1&amp;b=%22" enctype="multipart/form-data"')
    expect(page).toContain('name="$ACTION_ID_x" value=""')
    expect(page).toContain('value="We &lt;b&gt;look&lt;/b&gt; into &quot;it&quot;.&#13;\nMore soon."')
    expect(page).not.toContain('hunter2')
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(answer.headers.get('content-security-policy')).toContain("form-action 'self'")
  })

  it('goes on as ever where its person is signed in, at the door, and where scripts keep it', async () => {
    expect((await send('/desk/customers', { cookie: 'dana' })).status).toBe(200)
    expect((await send('/desk/sign-in')).status).toBe(200)
    expect((await send('/desk/customers', { 'next-action': 'x' })).status).toBe(200)
    expect(front.passed).toHaveLength(3)
  })

  it('comes back, too, where nobody can tell who it is', async () => {
    await front.stop()
    front = await startFront({ isStaff: () => Promise.reject(new Error('no database')) })
    const answer = await send('/desk/customers')
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('More soon.')
    expectErrorLine(/signed in/)
  })

  it('of more fields than any form has is not echoed', async () => {
    const many = Array.from({ length: 400 }, (_, i): [string, string] => [`f${i}`, 'x'])
    const page = await (await send('/desk/customers', {}, many)).text()
    expect(page).not.toContain('f399')
  })

  it('is never shown where another site sends it', async () => {
    const answer = await send('/desk/customers', { origin: 'https://elsewhere.example' })
    expect(await answer.text()).not.toContain('More soon.')
  })
})
