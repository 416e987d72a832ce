import { Badge } from '#app/_components/board/badge.tsx'
import type { OpenLook } from '#app/_components/board/open-look.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { subscriberStates } from '#db/reads/subscribers/desk-subscribers.ts'

type State = (typeof subscriberStates)[number]

export const stateWords = (): Record<State, string> => ({
  confirmed: staffWords('deskSubscribers.subscriberState.getsNotices'),
  pending: staffWords('deskSubscribers.subscriberState.notConfirmed'),
  unsubscribed: staffWords('deskSubscribers.subscriberState.hasLeft'),
  suppressed: staffWords('deskSubscribers.subscriberState.getsNoMail'),
})

/** Shape and word of how a subscriber stands. */
export function SubscriberBadge({ state }: { state: State }) {
  return <Badge {...lookOf(state)} word={stateWords()[state]} />
}

function lookOf(state: State): Omit<OpenLook, 'word'> {
  switch (state) {
    case 'confirmed':
      return { tone: 'fine', shape: 'tick' }
    case 'pending':
      return { tone: 'plain', shape: 'ring' }
    case 'unsubscribed':
      return { tone: 'plain', shape: 'cross' }
    case 'suppressed':
      return { tone: 'slow', shape: 'cross' }
  }
}
