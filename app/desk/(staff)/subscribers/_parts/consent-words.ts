import { staffWords } from '#app/desk/staff-words.ts'
import type { ConsentWords } from './consent-fields.tsx'

/** What the choice of ConsentFields says of one owner or several. */
export function consentWords(count: number): ConsentWords {
  return {
    how: staffWords('deskSubscribers.standingFields.how'),
    ask: staffWords('deskSubscribers.standingFields.ask', { count }),
    vouch: staffWords('deskSubscribers.standingFields.vouch'),
    where: staffWords('deskSubscribers.standingFields.where'),
    proof: staffWords('deskSubscribers.standingFields.proof'),
  }
}
