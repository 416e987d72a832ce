import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { draftLanguages } from '#lib/flows/languages/draft-languages.ts'
import { chatTranslator } from '#lib/translator/chat-translator.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void

let answer: Answer = () => {}
let asked: { authorization: string | undefined; body: Record<string, unknown> }[] = []
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  asked.push({ authorization: request.headers.authorization, body: JSON.parse(body) })
  answer(request, response, body)
})
let url = ''

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/chat/completions`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
})

const says =
  (content: string): Answer =>
  (_, response) =>
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }))

const translator = () => chatTranslator({ url, key: 'sesame', model: 'small' })
const soon = () => AbortSignal.timeout(10_000)
const ask = { text: 'It is over.', from: 'en', to: 'de' } as const

describe('an endpoint of chat completions', () => {
  it('is asked with the key, the model and the text, and answers with a draft', async () => {
    answer = says(' Es ist vorbei.\n')
    expect(await translator().draft(ask, soon())).toEqual({ is: 'drafted', text: 'Es ist vorbei.' })
    expect(asked).toMatchObject([
      {
        authorization: 'Bearer sesame',
        body: { model: 'small', messages: [{ role: 'system' }, { role: 'user', content: 'It is over.' }] },
      },
    ])
    expect(JSON.stringify(asked)).toContain('from English to German')
  })

  it.each<[string, Answer, RegExp]>([
    ['refuses the key', (_, response) => response.writeHead(401).end(), /refuses our key \(401\)/],
    ['has too much to do', (_, response) => response.writeHead(429).end(), /too much to do/],
    ['fails', (_, response) => response.writeHead(500).end('sesame'), /answered 500/],
    ['answers garbage', (_, response) => response.end('{"choices": ['), /no text in it/],
    ['answers something else', (_, response) => response.end('{"choices": []}'), /no text in it/],
    ['answers nothing', says('  '), /no text in it/],
    ['breaks off', request => request.socket.destroy(), /could not be asked/],
    [
      'leads elsewhere',
      (_, response) => response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end(),
      /could not be asked/,
    ],
  ])('that %s is said, without the key', async (_, given, why) => {
    answer = given
    const draft = await translator().draft(ask, soon())
    expect(draft).toMatchObject({ is: 'failed', why: expect.stringMatching(why) })
    expect(JSON.stringify(draft)).not.toContain('sesame')
  })

  it('whose answer does not end is left as soon as it is too long', async () => {
    let isLeft = false
    answer = (_, response) => {
      response.on('close', () => {
        isLeft = true
      })
      const chunk = 'x'.repeat(65_536)
      const pour = () => {
        while (!isLeft && response.write(chunk));
        if (!isLeft) response.once('drain', pour)
      }
      pour()
    }
    expect(await translator().draft(ask, soon())).toEqual({
      is: 'failed',
      why: 'the answer was far too long',
    })
    await expect.poll(() => isLeft).toBe(true)
  })

  it('that is silent is left when its time is over', async () => {
    answer = () => {}
    expect(await translator().draft(ask, AbortSignal.timeout(50))).toEqual({
      is: 'failed',
      why: 'no answer came in time',
    })
  })

  it('that nobody answers at is said', async () => {
    const nobody = chatTranslator({ url: 'http://127.0.0.1:1/', key: null, model: 'small' })
    expect(await nobody.draft(ask, soon())).toMatchObject({
      is: 'failed',
      why: expect.stringMatching(/could not be asked/),
    })
  })
})

describe('drafts of a form', () => {
  const words = { title: 'web07 is down', body: 'We restart web07 at 14:30.' }
  const into = [
    { language: 'de', empty: ['title', 'body'] },
    { language: 'fr', empty: ['body'] },
  ] as const

  it('fill what is empty, and say what is not taken and why', async () => {
    answer = (request, response, body) => {
      const isTitle = body.includes('web07 is down')
      const isFrench = body.includes('to French')
      const said = isTitle
        ? 'web07 ist ausgefallen'
        : isFrench
          ? 'À 14 h 30.'
          : 'Neustart von web07 um 14:30.'
      says(said)(request, response, body)
    }
    expect(await draftLanguages({ words, from: 'en', into, limits: {} }, translator())).toEqual({
      drafts: { de: { title: 'web07 ist ausgefallen', body: 'Neustart von web07 um 14:30.' } },
      failures: [{ language: 'fr', part: 'body', why: 'the draft has lost web07, 14:30' }],
    })
    // What another test has given up may still arrive.
    expect(asked.filter(({ body }) => JSON.stringify(body).includes('web07'))).toHaveLength(3)
  })

  it('are not taken where they are longer than their field, and end with its patience', async () => {
    answer = says('web07 ist schon seit langer Zeit ausgefallen')
    const short = { words: { title: words.title }, from: 'en' as const, into, limits: { title: 20 } }
    expect(await draftLanguages(short, translator())).toMatchObject({
      failures: [{ why: 'the draft is longer than 20 characters' }],
    })
    answer = () => {}
    const late = await draftLanguages({ words, from: 'en', into, limits: {} }, translator(), 50)
    expect(late?.failures.map(({ why }) => why)).toEqual(Array(3).fill('no answer came in time'))
  })

  it('are none where there is no translator', async () => {
    expect(await draftLanguages({ words, from: 'en', into, limits: {} }, null)).toBeNull()
  })
})
