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
      return 'The address is not an e-mail address.'
    case 'foreign-mailbox':
      return 'The address has letters such as ö before the @, where our mail cannot go.'
    case 'twice':
      return `The address stands on line ${problem.earlierAt} already.`
    case 'nothing':
      return 'It names nothing to hear of.'
    case 'many':
      return `It names more than ${mostWatched} things to hear of.`
    case 'unknown':
      return `"${problem.name}" is no server, no group and no domain.`
    case 'ambiguous':
      return `"${problem.name}" means several servers or groups: write a host name.`
    case 'unacceptable':
      return `The consent is longer than ${mostConsent} characters, or of several lines.`
    case 'unknown-language':
      return `Its language is none of these: ${languageCodes.join(', ')}.`
    case 'not-confirmed':
      return 'Its state is not "confirmed", so it gets no notices where it comes from.'
    case 'no-address-column':
      return 'The first line names no column "email".'
    case 'empty-file':
      return 'The file is empty.'
    case 'too-many-lines':
      return `The file has more than ${mostSubscriberLines.toLocaleString('en')} lines, so what follows was not read: send the rest as another file.`
    case 'unreadable':
      return `It is no CSV: ${problem.reason}.`
  }
}
