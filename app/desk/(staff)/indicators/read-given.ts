import { staffWords } from '#app/desk/staff-words.ts'
import type { ReadSigns } from '#lib/rules/indicators/found-sign.ts'
import { readPlainList } from '#lib/rules/indicators/plain-list.ts'
import { readBundle } from '#lib/rules/indicators/stix/bundle.ts'

/** Longer lists are given in parts. In characters. */
const mostGiven = 1_000_000

/** What a list or a STIX bundle says, or why it cannot be read. */
export function readGiven(content: string, now: Date): ReadSigns | { problem: string } {
  if (content.trim() === '') return { problem: staffWords('deskIndicators.readGiven.nothingWasGivenPaste') }
  if (content.length > mostGiven)
    return {
      problem: staffWords('deskIndicators.readGiven.itHasMoreThan'),
    }
  if (!content.trimStart().startsWith('{')) return readPlainList(content)
  const read = readBundle(content, now)
  if (read === 'not-json') return { problem: staffWords('deskIndicators.readGiven.itBeginsAsJson') }
  if (read === 'no-bundle')
    return {
      problem: staffWords('deskIndicators.readGiven.noStixBundle'),
    }
  return read
}
