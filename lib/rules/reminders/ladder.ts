import { isQuietAt, type QuietTime } from './quiet-time.ts'

/** One of the staff as the ladder knows them. */
export type LadderMember = {
  id: string
  /** On the ladder, small first; null: behind those who have a place there. */
  position: number | null
  addedAt: Date
  /** null: they may be reminded at any time. */
  quiet: QuietTime | null
}

/** All staff in the order of the ladder. */
export function inLadderOrder<C extends Pick<LadderMember, 'id' | 'position' | 'addedAt'>>(
  members: readonly C[],
): C[] {
  return [...members].sort(
    (a, b) =>
      (a.position ?? Infinity) - (b.position ?? Infinity) ||
      a.addedAt.getTime() - b.addedAt.getTime() ||
      (a.id < b.id ? -1 : 1),
  )
}

/**
 * Who is reminded of a matter, one after the other: who has it, then the ladder; whoever wants quiet comes behind all who
 * do not, so that somebody hears of what is urgent. What is not waits until somebody may be reminded.
 */
export function ladderFor(
  members: readonly LadderMember[],
  { ownerId, isUrgent }: { ownerId: string | null; isUrgent: boolean },
  now: Date,
): string[] {
  const ordered = inLadderOrder(members)
  const first = ordered.filter(({ id }) => id === ownerId)
  const climbed = [...first, ...ordered.filter(({ id }) => id !== ownerId)]
  const isLeftAlone = ({ quiet }: LadderMember) => quiet !== null && isQuietAt(quiet, now)
  const awake = climbed.filter(member => !isLeftAlone(member))
  return [...awake, ...(isUrgent ? climbed.filter(isLeftAlone) : [])].map(({ id }) => id)
}

/** To whom something is said that is for all: those who may be reminded now, or the first of the ladder when that is nobody. */
export function allToTell(members: readonly LadderMember[], now: Date): string[] {
  const awake = ladderFor(members, { ownerId: null, isUrgent: false }, now)
  return awake.length > 0 ? awake : ladderFor(members, { ownerId: null, isUrgent: true }, now).slice(0, 1)
}
