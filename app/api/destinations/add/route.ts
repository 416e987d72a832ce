import { forPeople } from '#app/api/answered.ts'
import { env } from '#lib/env.ts'
import { addDestination } from '#lib/flows/destinations/add-destination.ts'
import { readDestinationForm } from '#lib/rules/destinations/destination-form.ts'
import { readAuthorised } from '../authorised.ts'

/** Adds a way to reach a subscriber, and sends a message there. */
async function answer(request: Request): Promise<Response> {
  const read = await readAuthorised(request)
  if ('refusal' in read) return read.refusal
  const form = readDestinationForm(read.fields, env.WEBHOOK_ALLOW_PRIVATE)
  if (form.is === 'wrong') return read.answer(`wrong-${form.problem}`)
  return read.answer(await addDestination(read.subscriberId, form, read.now))
}

export const POST = forPeople(answer)
