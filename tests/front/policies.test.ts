import { expect, it } from 'vitest'
import {
  answerSecurity,
  deskSecurity,
  documentSecurity,
  frameSecurity,
  givenSecurity,
  type Head,
  pageSecurity,
} from '#lib/front/security.ts'

/** The directives of a policy, by their names. */
function policyOf(head: Head): Record<string, string> {
  const at = head.indexOf('Content-Security-Policy')
  const parts = (head[at + 1] ?? '').split('; ').map(part => part.split(/ (.*)/s))
  return Object.fromEntries(parts.map(([name = '', value = '']) => [name, value]))
}

const scriptsOf = (policy: Record<string, string>) => policy['script-src'] ?? policy['default-src']
const objectsOf = (policy: Record<string, string>) => policy['object-src'] ?? policy['default-src']

it.each([
  ['a page', pageSecurity, "'self'"],
  ['a page of the desk', deskSecurity('abc'), "'self' 'nonce-abc'"],
  ['an answer of an endpoint', answerSecurity, "'none'"],
  ['a document', documentSecurity, "'none'"],
])('%s is in no frame of others, and runs what its policy names', (_, head, scripts) => {
  const policy = policyOf(head)
  expect(policy).toMatchObject({ 'frame-ancestors': "'none'", 'base-uri': "'none'" })
  expect(scriptsOf(policy)).toBe(scripts)
  expect(objectsOf(policy)).toBe("'none'")
})

it('the note alone stands in pages of others, and runs our own script there', () => {
  const policy = policyOf(frameSecurity)
  expect(policy).toMatchObject({ 'frame-ancestors': '*', 'base-uri': "'none'", 'form-action': "'none'" })
  expect([scriptsOf(policy), objectsOf(policy)]).toEqual(["'self'", "'none'"])
})

it('what staff gave runs nothing, and is of no origin', () => {
  const policy = policyOf(givenSecurity)
  expect([scriptsOf(policy), objectsOf(policy)]).toEqual(["'none'", "'none'"])
  expect(policy).toHaveProperty('sandbox', '')
})
