import { cameBack, meaningOfRefusal, refusesAddress } from './refusal.ts'

/** What became of a mail: answer is what its last attempt or a report said; null: it was taken, and did not come back. */
export type MailFate = { at: Date; answer: string | null }

/** A full or switched-off mailbox may pass; after this many days on which nothing arrived, nobody reads there. */
const mostDays = 3

/** Whether an address was refused on several days with nothing that arrived between them. fates: the latest first. */
export function isLongRefused(fates: readonly MailFate[]): boolean {
  const arrived = fates.findIndex(fate => fate.answer === null)
  const run = arrived === -1 ? fates : fates.slice(0, arrived)
  const days = run.filter(isOfAddress).map(fate => fate.at.toISOString().slice(0, 10))
  return new Set(days).size >= mostDays
}

/** What else kept a mail from arriving, such as our reputation, says nothing about the address. */
function isOfAddress({ answer }: MailFate): boolean {
  // What came back is kept only when it speaks of the address.
  if (answer?.startsWith(cameBack)) return true
  return answer?.startsWith(refusesAddress) === true && !isOther(answer.slice(refusesAddress.length))
}

function isOther(answer: string): boolean {
  return meaningOfRefusal(answer) === 'other'
}
