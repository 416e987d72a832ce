import { expect, it } from 'vitest'
import { withoutStraySlashes } from '#lib/front/front.ts'

it.each([
  ['/api/alerts/generic/', '/api/alerts/generic'],
  ['//api//alerts/generic?dry-run&x=a//b/', '/api/alerts/generic?dry-run&x=a//b/'],
  ['/api/alerts/generic?a=b?c', '/api/alerts/generic?a=b?c'],
  ['/posts/', '/posts/'],
  ['/desk//x', '/desk//x'],
])('an address of the API loses its stray slashes: %s', (given, plain) => {
  expect(withoutStraySlashes(given)).toBe(plain)
})
