import { EndForm } from '#app/_components/forms/end-form.tsx'
import { type FormProblem, ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { SubscribeForm } from '#app/(site)/subscribe/_parts/subscribe-form.tsx'
import { readOpenPost, readTargets } from '#db/reads/subscribers/subscribing.ts'
import type { KeptForm } from '#lib/processes/kept-forms.ts'
import { typedChoice } from './typed-choice.ts'

/** The field that each problem is about. */
const fields = {
  email: 'email',
  mailbox: 'email',
  target: 'target',
  domain: 'domain',
  kind: 'kind',
  often: null,
} as const

/** The form for notices, or for one end, as it was typed. */
export async function KeptSubscription({ kept: { form, problems } }: { kept: KeptForm }) {
  const words = readerWords()
  const shown = problems.flatMap((name): FormProblem[] => {
    if (!Object.hasOwn(fields, name)) return []
    const known = name as keyof typeof fields
    return [{ field: fields[known], sentence: words(`forms.problems.${known}`) }]
  })
  const wrong = Object.fromEntries(shown.flatMap(({ field, sentence }) => (field ? [[field, sentence]] : [])))
  const { targets: chosen, domain, preferences } = typedChoice(form)
  const email = form.get('email') ?? ''
  const [postId] = [...chosen].flatMap(target => (target.startsWith('post:') ? [target.slice(5)] : []))
  const post = postId ? await readOpenPost(postId) : null
  return (
    <div className="py-8">
      <h1 className="headline">{words(post ? 'subscribers.end.headline' : 'subscribers.ask.headline')}</h1>
      <div className="mt-6">
        <ProblemSummary problems={shown} />
      </div>
      {post ? (
        <EndForm postId={post.id} typed={email} problem={wrong.email} />
      ) : (
        <SubscribeForm
          targets={await readTargets()}
          chosen={chosen}
          domain={domain}
          typed={{ email, preferences }}
          problems={wrong}
        />
      )}
    </div>
  )
}
