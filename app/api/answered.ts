import { answerFault, answerFormFault } from '#lib/faults/answer-fault.ts'

type Answer<Rest extends unknown[]> = (request: Request, ...rest: Rest) => Promise<Response>

/** An endpoint for forms and links of people: where it fails, they read in a sentence what to do. */
export function forPeople<Rest extends unknown[]>(answer: Answer<Rest>): Answer<Rest> {
  return (request, ...rest) => answer(request, ...rest).catch(answerFormFault)
}

/** An endpoint for programs: where it fails, they learn whether to send it again. what: what could not be stored, for the log. */
export function forPrograms<Rest extends unknown[]>(what: string, answer: Answer<Rest>): Answer<Rest> {
  return (request, ...rest) => answer(request, ...rest).catch(error => answerFault(what, error))
}
