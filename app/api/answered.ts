import { answerFault, answerFormFault } from '#lib/faults/answer-fault.ts'
import { giveBack, mayGiveBack } from './give-back.ts'

type Answer<Rest extends unknown[]> = (request: Request, ...rest: Rest) => Promise<Response>

/**
 * An endpoint for forms and links of people: where it fails, they read in a sentence what to do, and who runs no scripts gets
 * the form back to send it again.
 */
export function forPeople<Rest extends unknown[]>(answer: Answer<Rest>): Answer<Rest> {
  return async (request, ...rest) => {
    const copy = mayGiveBack(request) ? request.clone() : null
    try {
      return await answer(request, ...rest)
    } catch (error) {
      const told = answerFormFault(error)
      return (copy && (await giveBack(copy, told.status, new Date()))) ?? told
    }
  }
}

/** An endpoint for programs: where it fails, they learn whether to send it again. what: what could not be stored, for the log. */
export function forPrograms<Rest extends unknown[]>(what: string, answer: Answer<Rest>): Answer<Rest> {
  return (request, ...rest) => answer(request, ...rest).catch(error => answerFault(what, error))
}
