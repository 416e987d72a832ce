import type { IncomingMessage, ServerResponse } from 'node:http'
import { expect, it } from 'vitest'
import { freshPages } from '#lib/front/development/fresh-pages.ts'
import { passOwn } from '#lib/front/development/pass-own.ts'
import { RenderQueue } from '#lib/front/rendering/render-queue.ts'
import { startFront } from './front-fixture.ts'

it('in development each request for a page has a render of its own', async () => {
  let rendered = 0
  const render = async (key: string) => {
    rendered += 1
    return { status: 200, contentType: 'text/html', body: Buffer.from(`${key} for the ${rendered}. time`) }
  }
  const pages = freshPages(render, new RenderQueue())
  const front = await startFront({ pages })
  expect(await (await front.ask('/')).text()).toBe('/ for the 1. time')
  expect(await (await front.ask('/')).text()).toBe('/ for the 2. time')
  await front.stop()
})

it.each([
  ['/_next/static/chunks/a.js', 'Next'],
  ['/__nextjs_original-stack-frames', 'Next'],
  ['/', 'the front'],
  ['/desk', 'the front'],
  ['/_nextly', 'the front'],
])('in development %s is answered by %s', (url, expected) => {
  const asked: string[] = []
  const answer = passOwn(
    () => asked.push('Next'),
    () => asked.push('the front'),
  )
  answer({ url } as IncomingMessage, { setHeader: () => {} } as unknown as ServerResponse)
  expect(asked).toEqual([expected])
})
