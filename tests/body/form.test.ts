import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readBody } from '#lib/alerts/request/body.ts'
import { readFormPairs } from '#lib/body/form.ts'
import { strangerLimits } from '#lib/body/limits.ts'

const form = 'application/x-www-form-urlencoded'
const read = (body: string | Buffer, type: string) =>
  readBody(Buffer.from(body), new Headers({ 'content-type': type }), true, strangerLimits)

describe('a form', () => {
  it('has its pairs in their order, and garbage behind a percent sign stays as it is', async () => {
    expect(await readFormPairs('a=b+c%21&a=%&&b=%e0%A4%zz&=x&c', 'utf-8', 9)).toEqual([
      ['a', 'b c!'],
      ['a', '%'],
      ['b', '\ufffd%zz'],
      ['', 'x'],
      ['c', ''],
    ])
  })

  it('is decoded once: what was encoded twice still is once', async () => {
    expect(await read('a=%252e%252e%253C&b=%2B%2525', form)).toMatchObject({
      body: { a: '%2e%2e%3C', b: '+%25' },
    })
    expect(await read('a=%2541', `${form}; charset=iso-8859-1`)).toMatchObject({ body: { a: '%41' } })
    const twice = gzipSync(gzipSync('a=1'))
    expect(await read(twice, form)).not.toMatchObject({ body: { a: '1' } })
  })

  it('has one value for each name, the last', async () => {
    expect(await read('a=1&a=2&a[]=3&A=4', form)).toMatchObject({ body: { a: '2', 'a[]': '3', A: '4' } })
  })

  it('in another charset is read as its type says', async () => {
    const body = Buffer.from('subject=%DCberlast+%&server=web07', 'latin1')
    expect(await read(body, `${form}; charset=iso-8859-1`)).toMatchObject({
      body: { subject: 'Überlast %', server: 'web07' },
    })
  })

  it('of a stranger has at most 200 fields, counted before one of them is parsed', async () => {
    expect(await read('a=1&'.repeat(199), form)).toMatchObject({ body: { a: '1' } })
    expect(await read('a&'.repeat(524_288), form)).toMatchObject({
      refused: 413,
      message: expect.stringContaining('200'),
    })
  })

  it('of a stranger is unpacked to at most 64 KiB', async () => {
    expect(await read(gzipSync('a'.repeat(64 * 1024)), form)).toHaveProperty('body')
    expect(await read(gzipSync('a'.repeat(64 * 1024 + 1)), form)).toMatchObject({ refused: 413 })
  })

  it('of parts has at most 200 of them', async () => {
    const parts = (count: number) =>
      `${'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(count)}--x--\r\n`
    const type = 'multipart/form-data; boundary=x'
    expect(await read(parts(200), type)).toMatchObject({ body: { a: '1' } })
    expect(await read(parts(201), type)).toMatchObject({ refused: 413 })
    expect(await read('--x--', 'multipart/form-data')).toMatchObject({ refused: 400 })
  })
})

describe('JSON in another charset than UTF-8', () => {
  const json = 'application/json'
  it.each([
    ['iso-8859-1', 'latin1'],
    ['"ISO-8859-1"', 'latin1'],
    ['utf-16le', 'utf16le'],
    ['UTF-8', 'utf8'],
  ] as const)('is read as %s when its type says so', async (charset, encoding) => {
    const bytes = Buffer.from('{"summary":"Überlast"}', encoding)
    expect(await read(bytes, `${json}; charset=${charset}`)).toMatchObject({ body: { summary: 'Überlast' } })
  })

  it('is refused with the name of the field when nobody knows the charset', async () => {
    expect(await read('{}', `${json}; charset=klingon-7`)).toMatchObject({
      refused: 415,
      message: expect.stringMatching(/Content-Type.*klingon-7/),
    })
  })
})
