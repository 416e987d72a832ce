import { describe, expect, it } from 'vitest'
import type { PublicDocument } from '#lib/documents/document.ts'
import { findDocument } from '#lib/documents/find-document.ts'
import { json } from '#lib/documents/format.ts'
import { refuseDocument } from '#lib/documents/write-document.ts'

const list: PublicDocument = {
  path: /^\/list\/(?<name>[a-z]+)\.json$/,
  query: { page: /^[1-9]\d{0,3}$/, kind: /^(incident|advisory)$/ },
  format: json,
  maxAgeSeconds: 30,
  write: async () => '[]',
}
const find = (url: string) => findDocument(url, [list])

describe('the document of an address', () => {
  it('is known by its parts and what it reads of the query, in one form however it is written', () => {
    const expected = {
      is: 'asked',
      asked: { parts: { name: 'web' }, query: { page: '2', kind: 'advisory' } },
      key: '/list/web.json?page=2&kind=advisory',
    }
    expect(find('/LIST/w%65b.json?kind=advisory&utm_source=x&page=2')).toMatchObject(expected)
  })

  it.each(['/list/.json', '/list/web.json/x', '/list/web%2.json', '/list/web.json%00', '/other'])(
    'is none at %s',
    url => {
      expect(find(url)).toBeNull()
    },
  )

  it('refuses a value of another form in words of its own format, with the name of the field', () => {
    const found = find('/list/web.json?page=-1')
    expect(found).toMatchObject({ is: 'refused', field: 'page' })
    const { status, body } = refuseDocument(found as NonNullable<typeof found>)
    expect([status, JSON.parse(body.toString())]).toEqual([
      400,
      { message: 'The value of "page" in the address has a form that is not read here.' },
    ])
  })
})
