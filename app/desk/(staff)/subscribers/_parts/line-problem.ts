import { staffWords } from '#app/desk/staff-words.ts'
import { languageCodes } from '#lib/rules/languages/language.ts'
import {
  mostConsent,
  mostSubscriberLines,
  mostWatched,
  type SubscriberProblem,
} from '#lib/rules/subscribers/subscriber-line.ts'

/** What is wrong with a line of a file, or with one subscriber, as a sentence. */
export function lineProblemText(problem: SubscriberProblem): string {
  switch (problem.is) {
    case 'no-address':
      return staffWords('deskSubscribers.lineProblem.theAddressIsNot')
    case 'foreign-mailbox':
      return staffWords('deskSubscribers.lineProblem.theAddressHasLetters')
    case 'twice':
      return staffWords('deskSubscribers.lineProblem.theAddressStandsOn', {
        earlierAt: String(problem.earlierAt),
      })
    case 'nothing':
      return staffWords('deskSubscribers.lineProblem.itNamesNothingTo')
    case 'many':
      return staffWords('deskSubscribers.lineProblem.itNamesMoreThan', { mostWatched })
    case 'unknown':
      return staffWords('deskSubscribers.lineProblem.nameIsNoServer', { name: problem.name })
    case 'ambiguous':
      return staffWords('deskSubscribers.lineProblem.nameMeansSeveralServers', { name: problem.name })
    case 'unacceptable':
      return staffWords('deskSubscribers.lineProblem.theConsentIsLonger', { mostConsent })
    case 'unknown-language':
      return staffWords('deskSubscribers.lineProblem.itsLanguageIsNone', {
        languages: languageCodes.join(', '),
      })
    case 'not-confirmed':
      return staffWords('deskSubscribers.lineProblem.itsStateIsNot')
    case 'no-address-column':
      return staffWords('deskSubscribers.lineProblem.theFirstLineNames')
    case 'empty-file':
      return staffWords('deskSubscribers.lineProblem.theFileIsEmpty')
    case 'too-many-lines':
      return staffWords('deskSubscribers.lineProblem.theFileHasMore', { mostSubscriberLines })
    case 'unreadable':
      return staffWords('deskSubscribers.lineProblem.itIsNoCsv', { reason: problem.reason })
  }
}
