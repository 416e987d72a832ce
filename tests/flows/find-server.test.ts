import { describe, expect, it } from 'vitest'
import type { FoundServer } from '#db/reads/findable.ts'
import { findServer } from '#lib/flows/find-server.ts'
import type { Names } from '#lib/flows/look-up-domain.ts'
import { namesOf as names } from '#tests/support/names.ts'

const now = new Date('2026-03-10T14:30:00Z')

function server(label: string, ip: string): FoundServer {
  return {
    ...{ id: label, label, hostname: `${label}.example-host.net`, aliases: [], ips: [ip], groupId: null },
    status: {
      impact: 'operational',
      cause: null,
      since: null,
      postId: null,
      isWatching: false,
      isIntermittent: false,
    },
    ...{ workUntil: null, banner: `${label} is fine.` },
  }
}

const web07 = server('web07', '203.0.113.7')
const mail03 = server('mail03', '2001:db8::3')
const servers = Promise.resolve([web07, mail03])

describe('the domain box', () => {
  it('knows our own servers without asking anybody', async () => {
    const world = names({})
    expect(await findServer('web07', now, servers, world)).toEqual({ is: 'server', server: web07 })
    expect(await findServer('me@web07.example-host.net', now, servers, world)).toMatchObject({ is: 'server' })
    expect(await findServer('198.51.100.1', now, servers, world)).toMatchObject({ is: 'elsewhere' })
    expect(await findServer('', now, servers, world)).toEqual({ is: 'nothing' })
    expect(await findServer('???', now, servers, world)).toMatchObject({ is: 'unclear' })
    expect(await findServer('web99', now, servers, world)).toEqual({ is: 'unknown', name: 'web99' })
    expect(world.asked).toEqual([])
  })

  it('finds web and mail of a domain, however the address is written', async () => {
    const world = names({
      a: { 'example.com': ['203.0.113.7'] },
      mx: { 'example.com': ['MX.elsewhere.example', 'mail.example.com'] },
      aaaa: { 'mail.example.com': ['2001:0db8:0:0::3'] },
    })
    const finding = await findServer('https://example.com/shop', now, servers, world)
    expect(finding).toEqual({
      ...{ is: 'domain', name: 'example.com' },
      places: [
        { server: web07, roles: ['web'] },
        { server: mail03, roles: ['mail'] },
      ],
    })
  })

  it('finds a server by the name that a domain is another name of', async () => {
    const world = names({ cname: { 'www.example.com': ['Web07.example-host.net'] } })
    expect(await findServer('www.example.com', now, servers, world)).toMatchObject({
      places: [{ roles: ['web'] }],
    })
  })

  it.each([
    ['elsewhere', names({ a: { 'example.com': ['198.51.100.1'] } })],
    ['unknown', names({})],
    ['unknown', names({}, 'ENODATA')],
    ['unanswered', names({}, 'ETIMEOUT')],
    ['unanswered', names({}, 'ESERVFAIL')],
  ])('says %s when that is what it learned', async (is, world) => {
    expect(await findServer('example.com', now, servers, world)).toEqual({ is, name: 'example.com' })
  })

  it('stops waiting for a name system that never answers', async () => {
    let stop = () => {}
    const never = new Promise<never>((_, reject) => {
      stop = () => reject(Object.assign(new Error('cancelled'), { code: 'ECANCELLED' }))
    })
    const silent = () => never
    const world = {
      resolve4: silent,
      resolve6: silent,
      resolveCname: silent,
      resolveMx: silent,
      cancel: () => stop(),
    }
    expect(await findServer('example.com', now, servers, world as unknown as Names, 10)).toMatchObject({
      is: 'unanswered',
    })
  })
})
