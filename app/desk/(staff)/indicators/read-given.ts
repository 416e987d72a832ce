import type { ReadSigns } from '#lib/rules/indicators/found-sign.ts'
import { readPlainList } from '#lib/rules/indicators/plain-list.ts'
import { readBundle } from '#lib/rules/indicators/stix/bundle.ts'

/** Longer lists are given in parts. In characters. */
const mostGiven = 1_000_000

/** What a list or a STIX bundle says, or why it cannot be read. */
export function readGiven(content: string, now: Date): ReadSigns | { problem: string } {
  if (content.trim() === '') return { problem: 'Nothing was given: paste a list, or choose a file.' }
  if (content.length > mostGiven)
    return {
      problem: 'It has more than a million characters. Give it in parts, or leave out what is no indicator.',
    }
  if (!content.trimStart().startsWith('{')) return readPlainList(content)
  const read = readBundle(content, now)
  if (read === 'not-json')
    return { problem: 'It begins as JSON and cannot be read as such: perhaps its end is missing.' }
  if (read === 'no-bundle')
    return {
      problem:
        'It is JSON and no STIX bundle: that is an object of the type "bundle" with a list of objects.',
    }
  return read
}
