import { expect, it } from 'vitest'
import { approvalDraft, endDraft, guessDraft } from '#lib/words/drafts.ts'
import { wordsIn } from '#lib/words/words.ts'

const words = wordsIn('en')

it('proposes what staff may say of a held incident', () => {
  expect(approvalDraft(words, ['web07'], false)).toBe(
    'We found a suspicious file on web07 and are checking this server. Sites may answer slowly meanwhile. We will say here what we find.',
  )
  expect(approvalDraft(words, ['web07', 'web08'], false)).toContain(
    'on web07 and web08 and are checking these servers.',
  )
  expect(approvalDraft(words, ['web07', 'web08'], true)).toBe(
    'We get no data from web07 and web08 and are finding out why. We will say here what we know.',
  )
})

it('proposes what staff may say of a guess, condition by condition', () => {
  const groups = [
    ['down', ['web07']],
    ['slow', ['db01', 'db02']],
  ] as const
  expect(guessDraft(words, groups)).toBe('web07 is down. db01 and db02 are slow. We are looking into it.')
})

it('proposes what staff may say when it is over', () => {
  expect(endDraft(words, ['web07'], true)).toBe('Our check of web07 is over, and with it this incident.')
  expect(endDraft(words, ['web07'])).toBe('All clear: web07 works as usual again. This incident is over.')
  expect(endDraft(words, ['web07', 'web08'])).toBe(
    'All clear: web07 and web08 work as usual again. This incident is over.',
  )
})
