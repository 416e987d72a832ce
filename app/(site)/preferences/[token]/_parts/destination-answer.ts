import type { NotAdded } from '#lib/flows/destinations/add-destination.ts'
import type { Tried } from '#lib/flows/destinations/send-test-message.ts'
import type { DestinationProblem } from '#lib/rules/destinations/destination-form.ts'
import { type CodeProblem, codeMinutes } from '#lib/rules/destinations/verification.ts'
import type { Words } from '#lib/words/words.ts'

/** All that the forms of destinations answer by the address. */
type Answer =
  | Tried
  | NotAdded
  | CodeProblem
  | `wrong-${DestinationProblem}`
  | 'gone'
  | 'mail-off'
  | 'mail-on'
  | 'only-way'
  | 'removed'
  | 'tested'

const good = [
  'active',
  'code-sent',
  'tested',
  'removed',
  'mail-off',
  'mail-on',
] as const satisfies readonly Answer[]

const bad = [
  'failed',
  'closed',
  'channel',
  'many',
  'known',
  'often',
  'gone',
  'wrong',
  'expired',
  'tries',
  'only-way',
  'wrong-channel',
  'wrong-address',
  'wrong-browser',
  'wrong-label',
  'wrong-token',
] as const satisfies readonly Answer[]

/** What to say of a form that was sent, or null. */
export function destinationAnswer(
  words: Words,
  answer: unknown,
): { isGood: boolean; sentence: string } | null {
  const done = good.find(name => name === answer)
  if (done) return { isGood: true, sentence: words(`destinations.done.${done}`, { minutes: codeMinutes }) }
  const problem = bad.find(name => name === answer)
  return problem ? { isGood: false, sentence: words(`destinations.failed.${problem}`) } : null
}
