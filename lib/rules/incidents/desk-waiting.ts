/** How much waits for a person at the desk. */
export type DeskWaiting = {
  /** Public incidents that nobody has taken: readers are told no more than that we were alerted. */
  untaken: number
  /** Incidents that are held: suspicious files, silent agents. */
  held: number
  /** What may be trouble, and nobody has stated. */
  guesses: number
  /** Alerts that count as firing, unheard for too long. */
  questions: number
  /** Posts of which customers are not told before staff let it go. */
  withheld: number
  /** Incidents whose servers are clear, and which a person has to end. */
  proposed: number
}

/** First what waits for a person, else what is open: "One incident is held for you, 2 guesses wait for your answer." */
export function waitingSentence(waiting: DeskWaiting, open: number): string {
  const parts = partsOf(waiting).join(', ')
  if (parts) return `${parts.charAt(0).toUpperCase()}${parts.slice(1)}.`
  if (open === 0) return 'All clear: nothing waits for you.'
  return `${open === 1 ? 'One incident is' : `${open} incidents are`} open, nothing waits for you.`
}

function partsOf({ untaken, held, guesses, questions, withheld, proposed }: DeskWaiting): string[] {
  return [
    count(untaken, 'one incident waits to be taken', `${untaken} incidents wait to be taken`),
    count(held, 'one incident is held for you', `${held} incidents are held for you`),
    count(guesses, 'one guess waits for your answer', `${guesses} guesses wait for your answer`),
    count(questions, 'one alert may be over', `${questions} alerts may be over`),
    count(withheld, 'notices of one post are withheld', `notices of ${withheld} posts are withheld`),
    count(proposed, 'one waits for its all clear', `${proposed} wait for their all clear`),
  ].flatMap(part => part ?? [])
}

function count(number: number, one: string, many: string): string | null {
  if (number === 0) return null
  return number === 1 ? one : many
}
