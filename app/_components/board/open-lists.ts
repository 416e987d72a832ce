import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import type { Words } from '#lib/words/words.ts'
import { isCalledOff, isPlanned } from './open-look.ts'

/** Open posts by where they stand: what holds now, what is to come, and what does not take place; none of it empty. */
export function openLists(words: Words, open: readonly OpenPost[]) {
  const lists = [
    { id: 'open', title: words('board.open'), posts: open.filter(post => !isPlanned(post)) },
    {
      id: 'planned',
      title: words('board.plannedWork'),
      posts: open.filter(post => isPlanned(post) && !isCalledOff(post)),
    },
    { id: 'cancelled', title: words('posts.phase.cancelled'), posts: open.filter(isCalledOff) },
  ]
  return lists.filter(list => list.posts.length > 0)
}
