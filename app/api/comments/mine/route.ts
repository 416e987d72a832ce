import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { editOwnComment, readOwnComment } from '#lib/flows/comments/own-comment.ts'
import { keepForm } from '#lib/processes/kept-forms.ts'
import { readCommentWords } from '#lib/rules/comments/own-comment.ts'

/** Takes the new words of /comments/mine/<token>. */
async function answer(request: Request): Promise<Response> {
  const now = new Date()
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const token = read.fields.token ?? ''
  const found = await readOwnComment(token, now)
  if (found.is !== 'own') return seeOther('/comments/gone')
  const body = readCommentWords(read.fields.body)
  if (body === null && !found.obstacle)
    return seeOther(keepForm({ kind: 'own-comment', form: read.form, problems: ['body'] }, now))
  const outcome = body === null ? 'late' : await editOwnComment({ token, body }, now)
  if (outcome === 'invalid' || outcome === 'gone') return seeOther('/comments/gone')
  const page = outcome === 'done' ? 'changed' : 'unchanged'
  return seeOther(`/comments/${page}?post=${found.comment.slug}`)
}

export const POST = forPeople(answer)
