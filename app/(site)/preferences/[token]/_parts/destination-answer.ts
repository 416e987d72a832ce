import type { NotAdded } from '#lib/flows/destinations/add-destination.ts'
import type { Tried } from '#lib/flows/destinations/send-test-message.ts'
import type { DestinationProblem } from '#lib/rules/destinations/destination-form.ts'
import { type CodeProblem, codeMinutes } from '#lib/rules/destinations/verification.ts'

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

const good: Partial<Record<Answer, string>> = {
  active: 'Done. From now on we tell you there as well.',
  'code-sent': `We have sent a code there. Type it below; it is valid for ${codeMinutes} minutes.`,
  tested: 'The test was sent and taken.',
  removed: 'Removed. Nothing is sent there any more.',
  'mail-off': 'We do not mail you any more. What you chose below stays.',
  'mail-on': 'We mail you again.',
}

const bad: Partial<Record<Answer, string>> = {
  failed: 'The message did not get there. Below stands what was answered; correct it and try again.',
  closed: 'This address gets no notices, so there is nothing to add to. Subscribe first.',
  channel: 'We cannot send there at present. Choose another way.',
  many: 'You have as many ways as we take. Remove one first.',
  known: 'You have this one already. See the list below.',
  often: 'Enough messages were asked for today. Try again tomorrow.',
  gone: 'That is not there any more. See the list below.',
  wrong: 'That is not the code. Look at the newest message that we sent there.',
  expired: 'The code is too old. Have a new one sent.',
  tries: 'That were too many wrong codes. Have a new one sent.',
  'only-way': 'Mail is the only way that reaches you. Add another first.',
  'wrong-channel': 'Choose one of the ways below.',
  'wrong-address': 'That is not such an address. Copy it whole, as the hint beside the field says.',
  'wrong-browser': 'This browser’s messages go by a service that we do not know. Choose another way.',
  'wrong-label': 'The name is too long. Take 40 characters or less.',
  'wrong-token': 'The token holds characters that no token has. Copy it anew.',
}

/** What to say of a form that was sent, or null. */
export function destinationAnswer(answer: unknown): { isGood: boolean; sentence: string } | null {
  if (typeof answer !== 'string') return null
  for (const [isGood, sentences] of [[true, good] as const, [false, bad] as const]) {
    const sentence = Object.hasOwn(sentences, answer) ? sentences[answer as Answer] : undefined
    if (sentence) return { isGood, sentence }
  }
  return null
}
