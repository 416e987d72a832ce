import { forPeople } from '#app/api/answered.ts'
import { verifyDestination } from '#lib/flows/destinations/verify-destination.ts'
import { readAuthorised } from '../authorised.ts'

/** Takes the code that was sent to a destination. */
async function answer(request: Request): Promise<Response> {
  const read = await readAuthorised(request)
  if ('refusal' in read) return read.refusal
  const { destination = '', code = '' } = read.fields
  return read.answer(await verifyDestination(read.subscriberId, destination, code, read.now))
}

export const POST = forPeople(answer)
