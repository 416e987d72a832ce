import { peopleWords } from '#app/desk/questions.ts'
import type { NoticeReach } from '#db/reads/notices/reach.ts'

/** At the beginning of a sentence: "Nobody", "One person", "1,204 people" */
export function people(count: number): string {
  const words = peopleWords(count)
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** ", 3 of them told something in the last ten minutes"; nothing where nobody was. */
export function toldLately({ count, lately }: NoticeReach): string {
  if (lately === 0) return ''
  if (lately === count) return ', told something in the last ten minutes already'
  return `, ${lately.toLocaleString('en')} of them told something in the last ten minutes`
}
