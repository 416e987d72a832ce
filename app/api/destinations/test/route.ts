import { forPeople } from '#app/api/answered.ts'
import { tryDestination } from '#lib/flows/destinations/try-destination.ts'
import { readAuthorised } from '../authorised.ts'

/** Sends a test to a destination, or a new code. */
async function answer(request: Request): Promise<Response> {
  const read = await readAuthorised(request)
  if ('refusal' in read) return read.refusal
  const result = await tryDestination(read.subscriberId, read.fields.destination ?? '', read.now)
  return read.answer(result === 'active' ? 'tested' : result)
}

export const POST = forPeople(answer)
