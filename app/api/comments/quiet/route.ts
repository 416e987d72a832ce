import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { endRepliesTo } from '#lib/flows/comments/end-replies.ts'

/** Takes the button of /comments/quiet/<token>. */
async function answer(request: Request): Promise<Response> {
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const outcome = await endRepliesTo(read.fields.token ?? '', new Date())
  return seeOther(outcome === 'done' ? '/comments/quieted' : '/unsubscribe/invalid')
}

export const POST = forPeople(answer)
