import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { servers } from '#db/schema/server.ts'
import { frameHtml } from '#lib/documents/embed/frame-html.ts'
import { wordsIn } from '#lib/words/words.ts'
import { calmWorld, readDocument, troubledWorld } from './documents-world.ts'

let db: Database
beforeAll(async () => {
  db = await troubledWorld()
})

/** What is read of a frame. */
const shownOf = (html: string) => ({
  isAsking: html.includes(' data-show'),
  text: (/<main>([\s\S]*)<\/main>/.exec(html)?.[1] ?? '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim(),
})

describe('the frame in pages of others', () => {
  it('may be framed, and asks to be shown while something is the matter', async () => {
    const frame = await readDocument(db, '/embed/frame')
    expect(frame).toMatchObject({ status: 200, contentType: 'text/html; charset=utf-8', isFor: 'frames' })
    expect(shownOf(frame.text)).toEqual({
      isAsking: true,
      text: 'One of three servers is down, one is under maintenance, one is fine. Next update by 14:40 UTC. Am I affected? Close',
    })
  })

  it('stays away while all is well', async () => {
    expect(shownOf((await readDocument(await calmWorld(), '/embed/frame')).text).isAsking).toBe(false)
  })

  it.each([
    ['web01', true, 'web01 is down. We have been alerted. Next update by 14:40 UTC. What is known Close'],
    ['web02', false, 'web02 is fine. What is known Close'],
    ['web03', true, 'web03 is under maintenance, as planned. Until about 15:30 UTC. What is known Close'],
  ])('about %s alone says how that is', async (label, isAsking, text) => {
    const frame = await readDocument(db, `/embed/frame/${label}.example-host.net`)
    expect(shownOf(frame.text)).toEqual({ isAsking, text })
  })

  it('above a form says what we know, and lets the customer write anyway', async () => {
    const { text } = await readDocument(db, '/embed/frame/web01.example-host.net?place=here')
    expect(shownOf(text).text).toBe(
      'We know: web01 is down. We have been alerted. Next update by 14:40 UTC. What is known Write to us anyway',
    )
    expect(text).toContain('href="http://localhost:3000/posts/down"')
  })

  it('is 404 without a word for the page around where nobody has the name, and leads on from a former one', async () => {
    const unknown = await readDocument(db, '/embed/frame/nobody.example')
    expect([unknown.status, unknown.isFor, unknown.text.includes('<script')]).toEqual([404, 'frames', false])
    expect(await readDocument(db, '/embed/frame/old.example-host.net?place=here')).toMatchObject({
      status: 308,
      location: '/embed/frame/web01.example-host.net?place=here',
    })
  })

  it('holds no markup but its own, whatever a server is called', async () => {
    const own = await calmWorld()
    await own.update(servers).set({ label: '<img src=x onerror=alert(1)>' })
    expect((await readDocument(own, '/embed/frame/web01.example-host.net')).text).not.toContain('<img')
  })

  it('about somebody of whom nothing is known says nothing at all', () => {
    const html = frameHtml(wordsIn('en'), { note: null, place: 'corner', isKept: false })
    expect(shownOf(html)).toEqual({ isAsking: false, text: '' })
  })
})
