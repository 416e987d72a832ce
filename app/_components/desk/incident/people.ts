import { staffWords } from '#app/desk/staff-words.ts'
import type { NoticeReach } from '#db/reads/notices/reach.ts'

/** ", 3 of them told something in the last ten minutes", for the end of a sentence; nothing where nobody was. */
export function toldLately({ count, lately }: NoticeReach): string {
  if (lately === 0) return ''
  return lately === count
    ? staffWords('deskIncidents.people.allLately')
    : staffWords('deskIncidents.people.someLately', { lately })
}
