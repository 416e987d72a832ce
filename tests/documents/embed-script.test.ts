import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'

type Message = { source: unknown; origin: string; data: unknown }

/** The frame that the script makes in a page that has nothing else, and what sends it a message. */
function pageWith(dataset: Record<string, string>) {
  const frame = {
    src: '',
    style: { cssText: '' },
    tabIndex: 0,
    title: '',
    contentWindow: { of: 'the frame' },
  }
  const tag = { src: 'https://status.example.com/embed/script.js', dataset, after: () => {} }
  const body = { append: () => {} }
  const document = { currentScript: tag, createElement: () => frame, body }
  const hearers: ((message: Message) => void)[] = []
  runInNewContext(readFileSync('public/embed/script.js', 'utf8'), {
    document,
    innerWidth: 1280,
    addEventListener: (event: string, hear: (message: Message) => void) => {
      if (event === 'message') hearers.push(hear)
    },
    URL,
    URLSearchParams,
    window: {},
  })
  return { frame, send: (message: Message) => hearers.map(hear => hear(message)) }
}

const frameOf = (dataset: Record<string, string>) => pageWith(dataset).frame.src

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

const origin = 'https://status.example.com'
const show = { action: 'showFrame', height: 200 }

it('the line hears what its own frame says from our site', () => {
  const { frame, send } = pageWith({ place: 'here' })
  expect(frame.style.cssText).toContain('visibility:hidden')
  send({ source: frame.contentWindow, origin, data: show })
  expect(frame.style.cssText).toContain('height:200px')
  send({ source: frame.contentWindow, origin, data: { action: 'dismissFrame' } })
  expect(frame.style.cssText).toContain('visibility:hidden')
})

it.each<[string, Partial<Message>]>([
  ['another window of our site', { source: { of: 'a popup' } }],
  ['its frame, once that shows another site', { origin: 'https://evil.example' }],
  ['its frame, by a name that begins like ours', { origin: `${origin}.evil.example` }],
  ['its frame, in words that nobody knows', { data: 'showFrame' }],
  ['its frame, without words', { data: null }],
])('the line does not hear %s', (_, message) => {
  const { frame, send } = pageWith({ place: 'here' })
  const before = { ...frame, style: { ...frame.style } }
  send({ source: frame.contentWindow, origin, data: show, ...message })
  expect(frame).toEqual(before)
})

it.each([
  ['1e9', 600],
  ['100px;position:fixed;inset:0', 115],
  [{}, 115],
])('a height of %j is no more than a note needs', (height, shown) => {
  const { frame, send } = pageWith({ place: 'here' })
  send({ source: frame.contentWindow, origin, data: { action: 'showFrame', height } })
  expect(frame.style.cssText).toMatch(new RegExp(`;height:${shown}px$`))
})
