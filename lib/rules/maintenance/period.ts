/** Nobody plans a longer stretch: what is forgotten must not mute trouble for ever. */
export const mostPlannedDays = 14

/** Why nothing can be planned from then to then; null: it can. */
export function periodProblem(startsAt: Date, endsAt: Date): 'backwards' | 'long' | null {
  if (endsAt <= startsAt) return 'backwards'
  return endsAt.getTime() - startsAt.getTime() > mostPlannedDays * 86_400_000 ? 'long' : null
}
