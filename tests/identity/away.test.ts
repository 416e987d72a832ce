import { expect, it } from 'vitest'
import { staff } from '#db/schema/staff.ts'
import { faultOf } from '#lib/faults/fault.ts'
import { deskLink } from '#lib/identity/links.ts'
import { enterDesk, leaveDesk, openDesk } from '#lib/identity/session.ts'
import { testDatabase } from '#tests/support/database.ts'

const email = 'dana@example.net'

it('says that the database is away, and not that nobody is signed in or that a link is used', async () => {
  const { db, pool } = await testDatabase()
  await db.insert(staff).values({ role: 'owner', name: 'Dana', email })
  const token = async () => (await deskLink(db, email)).split('/').at(-1) ?? ''
  const cookies = await enterDesk(await token(), new Headers(), db)
  const cookie = (cookies ?? []).map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  const headers = new Headers({ cookie })
  expect((await openDesk(headers, db))?.staffMember.email).toBe(email)
  const unused = await token()
  await pool.end()
  const asked = {
    open: openDesk(headers, db),
    enter: enterDesk(unused, new Headers(), db),
    leave: leaveDesk(db, headers),
    link: deskLink(db, email),
  }
  const outcomes = await Promise.all(Object.values(asked).map(each => each.then(() => 'done', faultOf)))
  expect(Object.keys(asked).map((name, i) => [name, outcomes[i]])).toEqual(
    Object.keys(asked).map(name => [name, 'away']),
  )
})
