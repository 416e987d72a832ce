import { POST as keepOwn, GET as lookUpOwn } from '#app/api/yours/route.ts'
import { openSession } from '#db/client.ts'
import { companyCookieOf } from '#lib/flows/sign-in/start-company.ts'
import { browserCookie, sentCookie, writtenCookie } from '#lib/identity/browser-cookie.ts'
import { deviceOfBrowser } from '#lib/identity/devices.ts'
import { deskLink } from '#lib/identity/links.ts'
import { cookieFor, readerTokenIn } from '#lib/identity/readers.ts'
import { enterDesk, leaveDesk, openDesk, type SessionCookie } from '#lib/identity/session.ts'
import { holdTestKey } from '#tests/support/database/test-key.ts'

// Signs somebody in and out in a process whose site is reached by https, and prints the cookies and what they open.
holdTestKey()
const { db, close } = await openSession(process.argv[2] ?? '', 'allclear cookies')

const seen = async (name: string, { value }: SessionCookie) =>
  (await openDesk(new Headers({ cookie: `${name}=${encodeURIComponent(value)}` }), db))?.staffMember.name

const token = (await deskLink(db, 'dana@example.net')).split('/').at(-1) ?? ''
const entered = (await enterDesk(token, new Headers(), db)) ?? []
const session = entered.find(({ name }) => name.endsWith('session_token'))
if (!session) throw new Error('Nobody was signed in.')
const byName = {
  given: await seen(session.name, session),
  secure: await seen('__Secure-allclear.session_token', session),
  bare: await seen('allclear.session_token', session),
}
const headers = new Headers({ cookie: `${session.name}=${encodeURIComponent(session.value)}` })
const reader = await cookieFor(db, { account: 'jane' }, new Date())
const narrow = writtenCookie(browserCookie('allclear-me-too', 'abc', { path: '/api/me-too', maxAge: 60 }))

const site = 'https://status.example.com'
const remembered = await keepOwn(
  new Request(`${site}/api/yours`, {
    method: 'POST',
    headers: { origin: site, 'content-type': 'application/x-www-form-urlencoded' },
    body: 'server=web07&do=remember',
  }),
)
const both = { cookie: 'allclear-server=web01; __Host-allclear-server=web07' }
const lookedUp = await lookUpOwn(new Request(`${site}/api/yours`, { headers: both }))

console.log(
  JSON.stringify({
    ownServer: remembered.headers.getSetCookie(),
    ownServerOfBoth: lookedUp.headers.get('location'),
    byName,
    ofTheDesk: [
      ...entered,
      ...(await leaveDesk(db, headers)),
      deviceOfBrowser(new Headers()).cookie,
      companyCookieOf('state', 60),
    ],
    reader,
    readerBesideForged: readerTokenIn(
      new Headers({ cookie: `allclear-reader=forged; ${reader.split(';')[0]}` }),
    ),
    narrow,
    narrowBesideForged: sentCookie(
      new Headers({ cookie: `allclear-me-too=forged; ${narrow.split(';')[0]}` }),
      'allclear-me-too',
      '/api/me-too',
    ),
  }),
)
await close()
