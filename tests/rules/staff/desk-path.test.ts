import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { deskPath, withReturn } from '#lib/rules/staff/desk-path.ts'

describe('where signing in leads', () => {
  it.each([
    '/desk',
    '/desk/posts/abcdefghijkl/acknowledge',
    '/desk/deliveries?state=refused',
    '/desk/alerts?page=2&kind=outage',
    '/desk/outbox/2026-11-24-x.eml',
  ])('%s is a page of the desk', address => {
    expect(deskPath(address)).toBe(address)
  })

  it.each([
    ['/desk/alerts?_rsc=%20', '/desk/alerts'],
    ['/desk/alerts?to=//evil.example', '/desk/alerts'],
    ['/desk/alerts?', '/desk/alerts'],
  ])('%s counts without its query', (address, path) => {
    expect(deskPath(address)).toBe(path)
  })

  it.each([
    null,
    undefined,
    '',
    '/',
    '/posts',
    'desk',
    '/desky',
    '/DESK',
    '//evil.example',
    '//evil.example/desk',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example/desk',
    'https:/desk',
    'https:desk',
    'javascript:alert(1)',
    'data:text/html,x',
    '/desk//evil.example',
    '/desk/\\evil.example',
    '/desk\\@evil.example',
    '/desk@evil.example',
    '/%2fevil.example',
    '%2f%2fevil.example',
    '/desk/%2e%2e/x',
    '/desk/%2f%2fevil',
    '/desk%00',
    '/desk/../evil',
    '/desk/./x',
    '/desk/..',
    '/desk/posts/',
    '/desk#x',
    '/desk/posts#x',
    '/desk;x',
    ' /desk',
    '/desk ',
    '/desk\n',
    '\t/desk',
    '/desk/a\r\nLocation: x',
    '/de\tsk',
    '/desk/é',
    '/desk/sign-in',
    '/desk/sign-in?to=/desk',
    '/desk/enter/abc',
    '/desk/set-up/abc',
    '/desk/enter',
    `/desk/${'a'.repeat(161)}`,
  ])('%j leads nowhere', address => {
    expect(deskPath(address)).toBeNull()
  })

  it('is on our own site for a browser, whatever was given', () => {
    const site = 'https://status.example.com'
    const bits = fc.constantFrom(
      '/desk',
      '/',
      '\\',
      '//',
      '..',
      'evil.example',
      '?a=b',
      '%2f',
      '@',
      ':',
      'https:',
      '\t',
    )
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 8 }), parts => {
        const path = deskPath(parts.join(''))
        if (path === null) return
        const url = new URL(path, site)
        expect(url.origin).toBe(site)
        expect(url.pathname === '/desk' || url.pathname.startsWith('/desk/')).toBe(true)
      }),
    )
  })
})

it.each([
  ['/desk/sign-in', '/desk/posts/x', '/desk/sign-in?to=%2Fdesk%2Fposts%2Fx'],
  ['/desk/sign-in?problem=link', '/desk/work?a=b', '/desk/sign-in?problem=link&to=%2Fdesk%2Fwork%3Fa%3Db'],
  ['/desk/sign-in', '/desk', '/desk/sign-in'],
  ['/desk/sign-in', null, '/desk/sign-in'],
])('%s leads on to %s', (link, path, address) => {
  expect(withReturn(link, path)).toBe(address)
})
