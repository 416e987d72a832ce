import { expect, it } from 'vitest'
import { advisoryNotice, isNewAdvisory, type PublishedPost } from '#lib/rules/posts/advisory.ts'

const now = new Date('2013-02-19T15:40:00Z')
const before = (days: number) => new Date(now.getTime() - days * 86_400_000)

it.each<[string, Partial<PublishedPost>, boolean]>([
  ['new, and its author wants it', {}, true],
  ['seven days old', { publishedAt: before(7) }, true],
  ['older', { publishedAt: before(7.01) }, false],
  ['not out yet', { publishedAt: before(-0.1) }, false],
  ['not to be mailed', { notify: false }, false],
  ['told', { announcedAt: before(0) }, false],
  ['an incident', { kind: 'incident' }, false],
  ['maintenance', { kind: 'maintenance' }, false],
])('an advisory that is %s', (_, facts, isNew) => {
  const post: PublishedPost = { kind: 'advisory', publishedAt: before(0), notify: true, announcedAt: null }
  expect(isNewAdvisory({ ...post, ...facts }, now)).toBe(isNew)
})

it.each<[string, string[], string[][], 'advisory' | 'update']>([
  ['nobody was warned', ['web07'], [], 'advisory'],
  ['the same servers', ['web07'], [['web07']], 'update'],
  ['fewer servers', ['web07'], [['web07', 'web08']], 'update'],
  ['servers of several warnings', ['web07', 'web08'], [['web07'], ['web08']], 'update'],
  ['one server more', ['web07', 'web08'], [['web07']], 'advisory'],
  ['everybody from now on', [], [['web07']], 'advisory'],
  ['everybody was warned', ['web07'], [[]], 'update'],
  ['everybody still', [], [[]], 'update'],
])('is told anew when %s', (_, named, told, kind) => {
  expect(advisoryNotice(named, told)).toBe(kind)
})
