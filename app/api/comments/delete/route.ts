import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { deleteOwnComment } from '#lib/flows/comments/own-comment.ts'

/** Takes the button of /comments/mine/<token> that deletes. */
async function answer(request: Request): Promise<Response> {
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const outcome = await deleteOwnComment(read.fields.token ?? '', new Date())
  return seeOther(outcome === 'done' ? '/comments/deleted' : '/comments/gone')
}

export const POST = forPeople(answer)
