import { expect, it } from 'vitest'
import { type FirstRunFacts, firstRunOf } from '#lib/rules/settings/first-run.ts'

const way = { provider: 'smtp', from: 'Status <status@example.com>' }
const site = { name: 'Example', url: 'https://status.example.com', zone: 'Europe/Vienna' }
const fresh: FirstRunFacts = { servers: 0, sourcesHeard: 0, staff: 1, kept: {}, way, site }
const proof = { ...way, to: 'dana@example.com', at: '2026-03-10T14:30:00.000Z' }
const all: FirstRunFacts = { ...fresh, servers: 1, sourcesHeard: 1, staff: 2, kept: { proof, site } }

const left = (facts: FirstRunFacts) => firstRunOf(facts).steps.flatMap(step => (step.isDone ? [] : [step.is]))

it.each<[string, FirstRunFacts, string[]]>([
  ['a fresh install', fresh, ['servers', 'source', 'mail', 'site', 'colleague']],
  ['all done', all, []],
  ['mail that goes into files', { ...all, way: { ...way, provider: 'outbox' } }, ['mail']],
  [
    'a proof that was of files',
    { ...all, way: { ...way, provider: 'outbox' }, kept: { site, proof: { ...proof, provider: 'outbox' } } },
    ['mail'],
  ],
  [
    'mail that goes another way than the one that was proven',
    { ...all, way: { ...way, provider: 'resend' } },
    ['mail'],
  ],
  ['mail that comes from another sender', { ...all, way: { ...way, from: 'x@example.com' } }, ['mail']],
  ['a site that is called otherwise since', { ...all, site: { ...site, name: 'Other' } }, ['site']],
])('%s leaves %j', (_, facts, steps) => {
  expect(left(facts)).toEqual(steps)
})

it('is open until nothing is left, or somebody does without the rest', () => {
  expect(firstRunOf(fresh)).toMatchObject({ left: 5, isOpen: true })
  expect(firstRunOf(all)).toMatchObject({ left: 0, isOpen: false })
  expect(firstRunOf({ ...fresh, kept: { dismissedAt: '2026-03-10T14:30:00.000Z' } }).isOpen).toBe(false)
})
