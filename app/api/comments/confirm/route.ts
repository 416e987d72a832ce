import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { confirmComment } from '#lib/flows/comments/confirm-comment.ts'

/** Takes the button of /comments/confirm/<token>. */
async function answer(request: Request): Promise<Response> {
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const token = read.fields.token ?? ''
  const result = await confirmComment(token, new Date())
  // The page of the link says it, with the words.
  if (result.is === 'closed') return seeOther(`/comments/confirm/${encodeURIComponent(token)}`)
  if (result.is !== 'published') return seeOther('/comments/expired')
  return seeOther(`/posts/${result.slug}#comment-${result.id}`)
}

export const POST = forPeople(answer)
