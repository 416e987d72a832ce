import { createHash } from 'node:crypto'

/** What a person agrees to: that these servers' customers get mail. Another choice has to be agreed to anew. */
export function agreementOn(serverIds: readonly string[]): string {
  return createHash('sha256')
    .update([...serverIds].sort().join(' '))
    .digest('hex')
    .slice(0, 32)
}

/** "12 people get a mail about it." in the one sentence that asks. button: what sends the form. */
export function mailQuestion(people: number, button: string): string {
  const who = people === 1 ? 'One person gets a mail' : `${people.toLocaleString('en')} people get a mail`
  return `${who} about it: press “${button}” again if you mean it.`
}
