import { subscribe } from 'node:diagnostics_channel'
import { applyTurn, limitMade, type TakenTurn, turnTaken } from '#lib/turns/rate-limit.ts'
import { hearSiblings, isOneOfSeveral, tellSiblings } from './siblings.ts'

/** Turns of this long are told together: a sender who is that quick has a few more. */
const gatherMs = 20
/** Turns of siblings that a limit is told when it is made, as the code that has it is loaded by its first use. */
const mostRemembered = 2_000

/**
 * Lets all processes of one machine count the same turns, so that several allow no more than one does. Each counts for
 * itself and hears of the others a moment later.
 */
export function shareTurns(): void {
  if (!isOneOfSeveral) return
  let untold: TakenTurn[] = []
  const remembered: TakenTurn[] = []

  function tell(): void {
    tellSiblings('turns', untold)
    untold = []
  }

  subscribe(turnTaken, turn => {
    untold.push(turn as TakenTurn)
    if (untold.length === 1) setTimeout(tell, gatherMs)
  })
  subscribe(limitMade, made => {
    const { name, apply } = made as { name: string; apply: (turn: TakenTurn) => void }
    for (const turn of remembered) if (turn.name === name) apply(turn)
  })
  hearSiblings<TakenTurn[]>('turns', turns => {
    for (const turn of turns) applyTurn(turn)
    remembered.push(...turns)
    remembered.splice(0, remembered.length - mostRemembered)
  })
}
