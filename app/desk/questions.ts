import type { FormQuestion } from '#app/_components/desk/forms/confirmation.tsx'

/** "nobody", "one person", "1,204 people" */
export function peopleWords(count: number): string {
  if (count === 0) return 'nobody'
  return count === 1 ? 'one person' : `${count.toLocaleString('en')} people`
}

/** Before people are told of something. what: "Publish “web07 is down”" */
export function askToTell(what: string, count: number): FormQuestion {
  const people = peopleWords(count)
  return {
    sentence: count === 0 ? `${what}? Nobody is told by it.` : `${what} and tell ${people} now?`,
    yes: count === 0 ? 'Yes, do it' : `Yes, tell ${people}`,
    count,
  }
}

/** Before something that cannot be taken back, and of which nobody is told. */
export function askForGood(sentence: string, yes: string): FormQuestion {
  return { sentence, yes, count: 0 }
}
