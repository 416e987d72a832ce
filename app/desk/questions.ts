import type { FormQuestion } from '#app/_components/desk/forms/confirmation.tsx'
import { staffWords } from './staff-words.ts'

/** "nobody", "one person", "1,204 people" */
export function peopleWords(count: number): string {
  return staffWords('deskShared.questions.people', { count })
}

/** Before people are told of something. what: "Publish “web07 is down”" */
export function askToTell(what: string, count: number): FormQuestion {
  return {
    sentence: staffWords('deskShared.questions.tell', { what, count }),
    yes: staffWords('deskShared.questions.yesTell', { count }),
    count,
  }
}

/** Before something that cannot be taken back, and of which nobody is told. */
export function askForGood(sentence: string, yes: string): FormQuestion {
  return { sentence, yes, count: 0 }
}

/** Before readers find something no more. what: "Withdraw “A rootkit”"; told: how many have heard of it. */
export function askToWithdraw(what: string, told: number): FormQuestion {
  return {
    sentence: staffWords('deskShared.questions.withdraw', { what, told }),
    yes: staffWords('deskShared.questions.confirmWithdraw'),
    count: told,
  }
}

/** Before something is said in public of so many that it may be another number by now. */
export function askToSay(sentence: string, yes: string, count: number): FormQuestion {
  return { sentence, yes, count }
}
