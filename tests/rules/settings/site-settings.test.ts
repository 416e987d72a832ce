import { describe, expect, it } from 'vitest'
import {
  readSender,
  readSupportAddress,
  readWebAddress,
  writeSender,
} from '#lib/rules/settings/site-address.ts'
import { differenceOf } from '#lib/rules/settings/site-change.ts'
import { siteLinks } from '#lib/rules/settings/site-links.ts'
import { KeptSite, siteOf } from '#lib/rules/settings/site-settings.ts'

const byDefault = { name: 'Default', zone: 'UTC', mailFrom: 'status@localhost' }
const nothing = { name: undefined, zone: undefined, mailFrom: undefined }
const kept = KeptSite.parse({ name: 'Ours', zone: 'Europe/Berlin' })

describe('the site', () => {
  it('is what the environment fixes, then what the desk keeps, then the default', () => {
    expect(siteOf(KeptSite.parse({}), nothing, byDefault)).toMatchObject({
      ...byDefault,
      shows: { comments: true },
    })
    expect(siteOf(kept, nothing, byDefault)).toMatchObject({ name: 'Ours', zone: 'Europe/Berlin' })
    expect(siteOf(kept, { ...nothing, name: 'Theirs' }, byDefault)).toMatchObject({
      name: 'Theirs',
      zone: 'Europe/Berlin',
    })
  })

  it('leads where addresses are given, and nowhere else', () => {
    const links = siteLinks({ support: 'mailto:help@example.com', imprint: 'https://example.com/imprint' })
    expect(links.map(({ is }) => is)).toEqual(['support', 'imprint'])
  })

  it('tells of a change only what differs', () => {
    const after = { ...kept, name: undefined, footer: 'Vienna', version: 9 }
    expect(differenceOf(kept, after)).toEqual({
      before: { name: 'Ours', footer: null },
      after: { name: null, footer: 'Vienna' },
    })
  })
})

describe('an address that readers are led to', () => {
  it.each([
    ['https://example.com/imprint', 'https://example.com/imprint'],
    [' http://example.com ', 'http://example.com/'],
    ['javascript:alert(1)', null],
    ['data:text/html,x', null],
    ['https://user:password@example.com', null],
    ['example.com', null],
    [`https://example.com/${'x'.repeat(300)}`, null],
  ])('%s is read as %s', (typed, read) => {
    expect(readWebAddress(typed)).toBe(read)
  })

  it('for help may be a mailbox', () => {
    expect(readSupportAddress('help@example.com')).toBe('mailto:help@example.com')
    expect(readSupportAddress('mailto:help@example.com')).toBe('mailto:help@example.com')
    expect(readSupportAddress('https://example.com/help')).toBe('https://example.com/help')
    expect(readSupportAddress('help')).toBeNull()
  })
})

describe('a sender', () => {
  it.each([
    [{ name: 'Example Hosting', address: 'status@example.com' }, 'Example Hosting <status@example.com>'],
    [{ name: 'Žižkov & Söhne', address: 'a@b.example' }, 'Žižkov & Söhne <a@b.example>'],
    [{ name: '', address: 'a@b.example' }, 'a@b.example'],
  ])('of %o is %s, and back', (parts, sender) => {
    expect(writeSender(parts)).toBe(sender)
    expect(readSender(sender)).toEqual(parts)
  })

  it.each(['A, B', 'x <evil@example.com>', 'a\r\nBcc: everybody@example.com', '"'])(
    'has no name like %j',
    name => {
      expect(writeSender({ name, address: 'a@b.example' })).toBeNull()
    },
  )
})
