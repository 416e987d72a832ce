import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const files = ['lib/env.ts', 'lib/operating-variables.ts']

const known = [
  ...files
    .map(file => readFileSync(file, 'utf8'))
    .join('')
    .matchAll(/^ {2}([A-Z][A-Z_0-9]+): (?:z|Zone)\b/gm),
].map(([, name]) => name)

/** For tests and by the tools themselves; operators set them never. */
const notForOperators = [
  'NODE_ENV',
  'PROCESS_NUMBER',
  'WARM_ROUNDS',
  'TWILIO_BASE_URL',
  'TELEGRAM_BASE_URL',
  'WEBHOOK_ALLOW_PRIVATE',
  'RESEND_BASE_URL',
]

test('the example of an environment has every variable that operators set, and no other', () => {
  const example = readFileSync('.env.example', 'utf8')
  const named = [...example.matchAll(/^#?([A-Z][A-Z_0-9]+)=/gm)].map(([, name]) => name)
  expect(named.toSorted()).toEqual(known.filter(name => !notForOperators.includes(name ?? '')).toSorted())
})

test('the README explains every variable that operators set', () => {
  const readme = readFileSync('README.md', 'utf8')
  expect(
    known.filter(
      name =>
        !/BASE_URL|NODE_ENV|PROCESS_NUMBER|WARM_ROUNDS/.test(name ?? '') && !readme.includes(`\`${name}\``),
    ),
  ).toEqual([])
})
