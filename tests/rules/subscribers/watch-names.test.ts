import { expect, it } from 'vitest'
import { createWatchNames } from '#lib/rules/subscribers/watch-names.ts'

const names = createWatchNames(
  [
    { id: 'a', label: 'web07', hostname: 'web07.example.net' },
    { id: 'b', label: 'Mail', hostname: 'mail01.example.net' },
    { id: 'c', label: 'twin', hostname: 'twin1.example.net' },
    { id: 'd', label: 'twin', hostname: 'twin2.example.net' },
  ],
  [
    { id: 'g', name: 'Dallas, rack 1' },
    { id: 'h', name: 'mail' },
  ],
)

it.each([
  ['all', { is: 'all' }],
  ['ALL', { is: 'all' }],
  ['Web07', { is: 'server', id: 'a' }],
  ['web07.example.net', { is: 'server', id: 'a' }],
  ['dallas, rack 1', { is: 'group', id: 'g' }],
  ['twin', 'ambiguous'],
  ['twin2.example.net', { is: 'server', id: 'd' }],
  // A server and a group are called so.
  ['mail', 'ambiguous'],
  ['https://www.example.com/shop', { is: 'domain', domain: 'example.com' }],
  ['web99', 'unknown'],
  ['', 'unknown'],
])('%s means %j', (name, target) => {
  expect(names(name)).toEqual(target)
})
