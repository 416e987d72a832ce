import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { stopDestination } from '#lib/flows/destinations/stop-destination.ts'

/** Takes the button of /preferences/stop/<token>. */
async function answer(request: Request): Promise<Response> {
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const outcome = await stopDestination(read.fields.token ?? '', new Date())
  return seeOther(outcome === 'done' ? '/preferences/stopped' : '/unsubscribe/invalid')
}

export const POST = forPeople(answer)
