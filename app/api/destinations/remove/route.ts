import { forPeople } from '#app/api/answered.ts'
import { removeDestination } from '#lib/flows/destinations/remove-destination.ts'
import { readAuthorised } from '../authorised.ts'

/** Ends a way to reach a subscriber. Twice is as good as once. */
async function answer(request: Request): Promise<Response> {
  const read = await readAuthorised(request)
  if ('refusal' in read) return read.refusal
  await removeDestination(read.subscriberId, read.fields.destination ?? '')
  return read.answer('removed')
}

export const POST = forPeople(answer)
