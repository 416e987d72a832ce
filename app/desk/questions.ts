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

/** Before readers find something no more. what: "Withdraw “A rootkit”"; told: how many have heard of it. */
export function askToWithdraw(what: string, told: number): FormQuestion {
  const one = told === 1
  const people = peopleWords(told)
  return {
    sentence:
      told === 0
        ? `${what} from readers? Nobody was told of it, and mails about it that wait are not sent.`
        : `${what} from readers? ${people.charAt(0).toUpperCase()}${people.slice(1)} ${one ? 'was' : 'were'} told of it and ${one ? 'hears' : 'hear'} nothing of this; mails about it that wait are not sent.`,
    yes: 'Yes, withdraw it',
    count: told,
  }
}

/** Before something is said in public of so many that it may be another number by now. */
export function askToSay(sentence: string, yes: string, count: number): FormQuestion {
  return { sentence, yes, count }
}
