import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { env } from '#lib/env.ts'
import { addComment } from '#lib/flows/comments/add-comment.ts'
import { chosenLanguage } from '#lib/language.ts'
import { clientAddress, createRateLimit } from '#lib/limits/rate-limit.ts'
import { isPlain, keepForm } from '#lib/processes/kept-forms.ts'
import { readCommentForm } from '#lib/rules/comments/comment.ts'

const limit = createRateLimit({
  name: 'comments',
  address: { burst: 5, perMinute: 1 },
  network: { burst: 30, perMinute: 6 },
})

/** Takes the form of a comment below a post. */
async function answer(request: Request): Promise<Response> {
  const now = new Date()
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const form = readCommentForm(read.fields)
  const toProblem = (problems: readonly string[]) =>
    isPlain(read.form)
      ? seeOther(keepForm({ kind: 'comment', form: read.form, problems }, now))
      : seeOther(problemPath(problems, read.fields.slug))
  if (form.is === 'robot') return seeOther('/comments/sent')
  if (form.is === 'wrong') return toProblem(form.problems)
  if (!limit.take(clientAddress(request.headers, env.TRUSTED_PROXIES), now)) return toProblem(['often'])
  const result = await addComment({ ...form, language: chosenLanguage() }, now)
  switch (result) {
    case 'held':
      return seeOther('/comments/sent')
    case 'waiting':
      return toProblem(['waiting'])
    case 'closed':
      return toProblem(['closed'])
    case 'no-post':
      return toProblem(['post'])
  }
}

function problemPath(problems: readonly string[], slug: string | undefined): string {
  const post = slug && /^[a-z0-9-]{1,160}$/.test(slug) ? `?post=${slug}` : ''
  return `/comments/${problems.join('-')}${post}`
}

export const POST = forPeople(answer)
