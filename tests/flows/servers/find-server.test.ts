import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { FindingAnswer } from '#app/_components/verdict/finding.tsx'
import type { FoundServer } from '#db/reads/servers/findable.ts'
import type { NameSystem } from '#lib/flows/domains/look-up-domain.ts'
import { type Finding, findServer } from '#lib/flows/servers/find-server.ts'
import { findingSentence } from '#lib/flows/servers/finding-sentence.ts'
import { wordsIn } from '#lib/words/words.ts'
import { namesOf as names, type Records } from '#tests/support/names.ts'

const now = new Date('2026-03-10T14:30:00Z')

function server(label: string, ip: string): FoundServer {
  return {
    id: label,
    label,
    hostname: `${label}.example-host.net`,
    aliases: [],
    ips: [ip],
    groupId: null,
    status: {
      impact: 'operational',
      cause: null,
      since: null,
      postId: null,
      isWatching: false,
      isIntermittent: false,
    },
    maintenanceUntil: null,
    banner: { label, state: 'fine', isOurDoing: false, care: 'alerted' },
  }
}

/** What the page says below its headline. */
function pageOf(finding: Finding): string {
  return renderToStaticMarkup(
    FindingAnswer({ finding, now, open: { posts: new Map(), elsewhere: [], examined: [] } }),
  ).replace(/<[^>]*>/g, '')
}

const web07 = server('web07', '203.0.113.7')
const mail03 = server('mail03', '2001:db8::3')
const servers = Promise.resolve([web07, mail03])

describe('the domain box', () => {
  it('knows our own servers without asking anybody', async () => {
    const fixture = names({})
    expect(await findServer('web07', now, servers, { names: fixture })).toEqual({
      is: 'server',
      server: web07,
    })
    expect(await findServer('me@web07.example-host.net', now, servers, { names: fixture })).toMatchObject({
      is: 'server',
    })
    expect(await findServer('198.51.100.1', now, servers, { names: fixture })).toMatchObject({
      is: 'elsewhere',
    })
    expect(await findServer('', now, servers, { names: fixture })).toEqual({ is: 'nothing' })
    expect(await findServer('???', now, servers, { names: fixture })).toMatchObject({ is: 'unclear' })
    expect(await findServer('web99', now, servers, { names: fixture })).toEqual({
      is: 'unknown',
      name: 'web99',
    })
    expect(fixture.asked).toEqual([])
  })

  it('finds web and mail of a domain, however the address is written', async () => {
    const fixture = names({
      a: { 'example.com': ['203.0.113.7'] },
      mx: { 'example.com': ['MX.elsewhere.example', 'mail.example.com'] },
      aaaa: { 'mail.example.com': ['2001:0db8:0:0::3'] },
    })
    const finding = await findServer('https://example.com/shop', now, servers, { names: fixture })
    expect(finding).toEqual({
      is: 'domain',
      name: 'example.com',
      places: [
        { server: web07, roles: ['web'] },
        { server: mail03, roles: ['mail'] },
      ],
    })
  })

  it('finds a server by the name that a domain is another name of', async () => {
    const fixture = names({ cname: { 'www.example.com': ['Web07.example-host.net'] } })
    expect(await findServer('www.example.com', now, servers, { names: fixture })).toMatchObject({
      places: [{ roles: ['web'] }],
    })
  })

  it.each([
    ['unknown', names({})],
    ['unknown', names({}, 'ENODATA')],
    ['unanswered', names({}, 'ETIMEOUT')],
    ['unanswered', names({}, 'ESERVFAIL')],
  ])('says %s when that is what it learned', async (is, fixture) => {
    expect(await findServer('example.com', now, servers, { names: fixture })).toEqual({
      is,
      name: 'example.com',
    })
  })

  it('says to which public addresses a domain points that is elsewhere', async () => {
    const fixture = names({
      a: { 'example.com': ['93.184.215.14', '10.0.0.5'], 'mx.example.org': ['93.184.215.15'] },
      mx: { 'example.org': ['mx.example.org'] },
    })
    const web = await findServer('example.com', now, servers, { names: fixture })
    expect(web).toEqual({ is: 'elsewhere', name: 'example.com', pointsTo: ['93.184.215.14'] })
    expect(findingSentence(wordsIn('en'), web)).toBe('example.com points elsewhere (93.184.215.14).')
    expect(pageOf(web)).toMatch(/^Ask whoever runs it/)
    const mail = await findServer('example.org', now, servers, { names: fixture })
    expect(mail).toMatchObject({ is: 'elsewhere', pointsTo: ['93.184.215.15'] })
  })

  it.each([
    'nas.local',
    'vault.internal',
    'printer.lan',
    '7.113.0.203.in-addr.arpa',
    'x.home.arpa',
    'db.corp',
    'intranet',
    'a.test',
    'x.onion',
    'com',
    'co.uk',
    'localhost',
  ])('asks nobody about %s, which is no name of the public', async name => {
    const fixture = names({ a: { [name]: ['198.51.100.1'] } })
    expect(await findServer(name, now, servers, { names: fixture })).toEqual({ is: 'unknown', name })
    expect(fixture.asked).toEqual([])
  })

  it.each<[string, Records]>([
    ['a private address', { a: { 'db.example.com': ['10.0.0.5'] } }],
    ['the machine itself', { a: { 'db.example.com': ['127.0.0.1'] }, aaaa: { 'db.example.com': ['::1'] } }],
    ['a link-local or unique local address', { aaaa: { 'db.example.com': ['fe80::1', 'fd00::5'] } }],
    ['a shared or reserved address', { a: { 'db.example.com': ['100.64.0.9', '198.51.100.9'] } }],
    ['another name of our network', { cname: { 'db.example.com': ['vault.corp.example.com'] } }],
    [
      'a mail host of our network',
      { mx: { 'db.example.com': ['mx.corp.example.com'] }, a: { 'mx.corp.example.com': ['192.168.1.1'] } },
    ],
  ])('does not tell that a name is there which leads to %s', async (_, records) => {
    const finding = { is: 'unknown', name: 'db.example.com' }
    expect(await findServer('db.example.com', now, servers, { names: names(records) })).toEqual(finding)
    expect(await findServer('db.example.com', now, servers, { names: names({}) })).toEqual(finding)
  })

  it('knows a private address that the hoster has entered for a server', async () => {
    const inside = { ...web07, ips: ['10.0.0.7'] }
    const fixture = names({ a: { 'example.com': ['10.0.0.7'] } })
    expect(await findServer('example.com', now, Promise.resolve([inside]), { names: fixture })).toMatchObject(
      {
        places: [{ server: inside }],
      },
    )
  })

  it('costs DNS ten questions at most', async () => {
    const hosts = Array.from({ length: 20 }, (_, i) => `mx${i}.example.com`)
    const fixture = names({ mx: { 'example.com': hosts } })
    await findServer('example.com', now, servers, { names: fixture })
    expect(fixture.asked).toHaveLength(10)
  })

  it('asks nothing for who has asked too often, and still finds servers by name', async () => {
    const fixture = names({ a: { 'example.com': ['203.0.113.7'] } })
    const ways = { names: fixture, mayAsk: () => false }
    expect(await findServer('example.com', now, servers, ways)).toEqual({ is: 'often', name: 'example.com' })
    expect(await findServer('web07', now, servers, ways)).toMatchObject({ is: 'server' })
    expect(fixture.asked).toEqual([])
  })

  it('asks about so many names at once and no more, whoever they are that ask', async () => {
    const held = Promise.withResolvers<never>()
    held.promise.catch(() => {})
    const gone = Object.assign(new Error('cancelled'), { code: 'ECANCELLED' })
    const fixture = { ...names({}), resolve4: () => held.promise } as unknown as NameSystem
    const asking = Array.from({ length: 40 }, () =>
      findServer('example.com', now, servers, { names: fixture }),
    )
    const turnedAway = await Promise.race([Promise.all(asking.slice(24)), held.promise])
    expect(turnedAway.map(finding => finding.is)).toEqual(Array(16).fill('unanswered'))
    held.reject(gone)
    expect((await Promise.all(asking)).map(finding => finding.is)).toEqual(Array(40).fill('unanswered'))
    const after = { names: names({ a: { 'example.com': ['203.0.113.7'] } }) }
    expect(await findServer('example.com', now, servers, after)).toMatchObject({ is: 'domain' })
  })

  it('says what it looked for where more was typed, and what else is in it', async () => {
    const fixture = names({ a: { 'example.com': ['203.0.113.7'] } })
    const typed = 'Anna <anna@example.com> or example.net'
    const finding = await findServer(typed, now, servers, { names: fixture })
    expect(finding).toMatchObject({
      is: 'domain',
      name: 'example.com',
      understood: { name: 'example.com', others: ['example.net'] },
    })
    expect(pageOf(finding)).toContain('We looked for example.com. Look for example.net instead')
    const other = await findServer('ex ample.com', now, servers, { names: fixture })
    expect(findingSentence(wordsIn('en'), other)).toBe('Not affected: example.com is on web07, all clear.')
    expect(pageOf(other)).toContain('We looked for example.com.')
    const whole = await findServer('https://example.com/shop', now, servers, { names: fixture })
    expect(pageOf(whole)).not.toContain('We looked for')
    const foreign = await findServer('münchen.de', now, servers, { names: names({}) })
    expect(findingSentence(wordsIn('en'), foreign)).toBe('We cannot find münchen.de.')
  })

  it('stops waiting for a DNS that never answers', async () => {
    let stop = () => {}
    const never = new Promise<never>((_, reject) => {
      stop = () => reject(Object.assign(new Error('cancelled'), { code: 'ECANCELLED' }))
    })
    const silent = () => never
    const fixture = {
      resolve4: silent,
      resolve6: silent,
      resolveCname: silent,
      resolveMx: silent,
      cancel: () => stop(),
    }
    expect(
      await findServer('example.com', now, servers, { names: fixture as unknown as NameSystem, waitMs: 10 }),
    ).toMatchObject({
      is: 'unanswered',
    })
  })
})
