import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { confirmComment } from '#lib/flows/comments/confirm-comment.ts'

/** Takes the button of /comments/confirm/<token>. */
async function answer(request: Request): Promise<Response> {
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const result = await confirmComment(read.fields.token ?? '', new Date())
  if (result.is !== 'published') return seeOther('/comments/expired')
  return seeOther(`/posts/${result.slug}#comment-${result.id}`)
}

export const POST = forPeople(answer)
