/**
 * What may wait for a person at the desk, in the order in which it is said. untaken: public incidents that nobody has
 * taken, of which readers are told no more than that we were alerted. held: incidents that are held, such as suspicious
 * files and silent agents. guesses: what may be trouble, and nobody has stated. questions: alerts that count as firing,
 * unheard for too long. withheld: posts of which customers are not told before staff let it go. proposed: incidents whose
 * servers are clear, and which a person has to end.
 */
export const waitingKinds = ['untaken', 'held', 'guesses', 'questions', 'withheld', 'proposed'] as const

/** How much of each waits. */
export type DeskWaiting = Record<(typeof waitingKinds)[number], number>
