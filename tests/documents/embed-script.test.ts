import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'

/** Where the script leads its frame, in a page that has nothing else. */
function frameOf(dataset: Record<string, string>): string {
  const frame = { src: '', style: {}, tabIndex: 0, title: '' }
  const tag = { src: 'https://status.example.com/embed/script.js', dataset, after: () => {} }
  const body = { append: () => {} }
  const document = { currentScript: tag, createElement: () => frame, body }
  const innerWidth = 1280
  const addEventListener = () => {}
  runInNewContext(readFileSync('public/embed/script.js', 'utf8'), {
    document,
    innerWidth,
    addEventListener,
    URL,
    URLSearchParams,
    window: {},
  })
  return frame.src
}

it.each([
  [{}, '/embed/frame?place=corner'],
  [{ language: 'de' }, '/de/embed/frame?place=corner'],
  [
    { language: 'de', server: 'web07.example.net', place: 'here' },
    '/de/embed/frame/web07.example.net?place=here',
  ],
  [{ language: 'ar', domain: 'example.com' }, '/ar/embed/caller?place=corner&domain=example.com'],
])('the line with %o shows %s', (dataset, address) => {
  expect(frameOf(dataset as Record<string, string>)).toBe(`https://status.example.com${address}`)
})
