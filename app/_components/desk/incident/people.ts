import type { NoticeReach } from '#db/reads/notices/reach.ts'

/** "Nobody", "One person", "1,204 people" */
export function people(count: number): string {
  if (count === 0) return 'Nobody'
  return count === 1 ? 'One person' : `${count.toLocaleString('en')} people`
}

/** ", 3 of them told something in the last ten minutes"; nothing where nobody was. */
export function toldLately({ count, lately }: NoticeReach): string {
  if (lately === 0) return ''
  if (lately === count) return ', told something in the last ten minutes already'
  return `, ${lately.toLocaleString('en')} of them told something in the last ten minutes`
}
