import { expect, it } from 'vitest'
import { calmWorld, readDocument, troubledWorld } from './documents-world.ts'

it('the site in trouble is a text that begins with its sentence, and says of each post its last word and promise', async () => {
  const { text, ...rest } = await readDocument(await troubledWorld(), '/status.txt')
  expect(rest).toMatchObject({ status: 200, contentType: 'text/plain; charset=utf-8', isFor: 'programs' })
  expect(text).toBe(`One of three servers is down, one is under maintenance, one is fine.

title of down
words of down
Next update by 14:40 UTC.

title of public-work
Until about 15:30 UTC.

As of 14:30 UTC.
More: http://localhost:3000/
`)
})

it('a calm site is a text of one sentence', async () => {
  const { text } = await readDocument(await calmWorld(), '/status.txt')
  expect(text).toBe('All 3 servers are fine.\n\nAs of 14:30 UTC.\nMore: http://localhost:3000/\n')
})

it('a server is a text with its own trouble, under its former name by a redirect, and 404 in words where nobody has the name', async () => {
  const db = await troubledWorld()
  expect((await readDocument(db, '/servers/web01.example-host.net.txt')).text).toMatch(
    /^web01 is down\. We have been alerted\.\n\ntitle of down\n/,
  )
  expect(await readDocument(db, '/servers/old.example-host.net.txt')).toMatchObject({
    status: 308,
    location: '/servers/web01.example-host.net.txt',
  })
  expect(await readDocument(db, '/servers/nobody.example.txt')).toMatchObject({
    status: 404,
    text: 'There is nothing at this address. Look at the spelling of the name in it.\n',
  })
})

it('a group is a text about its own servers, and 404 in words where there is none', async () => {
  const db = await troubledWorld()
  expect(
    (await readDocument(db, '/groups/rack.txt')).text,
  ).toBe(`Rack: One of three servers is down, one is under maintenance, one is fine.

title of down
words of down
Next update by 14:40 UTC.

title of public-work
Until about 15:30 UTC.

As of 14:30 UTC.
More: http://localhost:3000/groups/rack
`)
  expect((await readDocument(db, '/groups/nothing.txt')).status).toBe(404)
})
