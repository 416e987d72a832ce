import { afterAll, expect, it } from 'vitest'
import { openAgentBox, shells } from './agent-box.ts'

const box = openAgentBox()
afterAll(() => box.close())

/** All that a name of a file may hold, and what it may not. */
const nasty = Buffer.concat([
  Buffer.from('a"b\\c\nd\te\r\u0000\u0007\u001b[31m\u007fä€😀\u0085\u200e\u202e\u2028\ufeff end'),
  Buffer.from([
    0xff, 0xc0, 0x80, 0xe0, 0x80, 0x80, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 0x98, 0x41, 0xf4, 0x90, 0x80,
  ]),
  Buffer.from(Array.from({ length: 20_000 }, (_, at) => (at * at * 31 + (at >> 3)) % 256)),
  Buffer.from([0xe2, 0x82]),
])

it.each(shells)(
  'json_text makes a JSON string of whatever bytes, as browsers read them, in %s',
  async shell => {
    const { out } = await box.call('json_text', { shell, input: nasty })
    expect(JSON.parse(`"${out}"`)).toBe(new TextDecoder('utf-8', { ignoreBOM: true }).decode(nasty))
    // Nothing that a terminal would obey.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(out).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u202e\u2028]/)
  },
)
