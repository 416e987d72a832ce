import type { Metadata } from 'next'
import { EndForm } from '#app/_components/forms/end-form.tsx'
import { type FormProblem, ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { readOpenPost, readTargets, type Targets } from '#db/reads/subscribers/subscribing.ts'
import { readDomain, writeTarget } from '#lib/rules/subscribers/target.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'
import type { Words } from '#lib/words/words.ts'
import { Feeds } from './_parts/feeds.tsx'
import { Promises } from './_parts/promises.tsx'
import { SubscribeForm } from './_parts/subscribe-form.tsx'

export const dynamic = 'force-dynamic'

type Query = Partial<Record<'server' | 'group' | 'domain' | 'post' | 'problem', string | string[]>>
type Props = { searchParams: Promise<Query> }

/** The field that each problem is about. */
const fields = {
  email: 'email',
  mailbox: 'email',
  target: 'target',
  domain: 'domain',
  kind: 'kind',
  often: null,
} as const

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const words = readerWords()
  const problem = problemOf(words, await searchParams)
  return { title: words(problem ? 'subscribers.ask.titleWrong' : 'subscribers.ask.title') }
}

export default async function SubscribePage({ searchParams }: Props) {
  const words = readerWords()
  const query = await searchParams
  const problem = problemOf(words, query)
  const wrong = problem?.field ? { [problem.field]: problem.sentence } : {}
  const post = typeof query.post === 'string' ? await readOpenPost(query.post) : null
  if (post)
    return (
      <div className="py-8">
        <h1 className="headline">{words('subscribers.end.headline')}</h1>
        <p className="mt-4 mb-6 max-w-[60ch]">
          {words.rich('subscribers.end.intro', {
            title: titleIn(words, post.titled),
            post: text => <a href={`/posts/${post.slug}`}>{text}</a>,
          })}
        </p>
        <ProblemSummary problems={problem ? [problem] : []} />
        <EndForm postId={post.id} problem={wrong.email} />
      </div>
    )
  const targets = await readTargets()
  return (
    <div className="py-8">
      <h1 className="headline">{words('subscribers.ask.headline')}</h1>
      <p className="mt-4 mb-6 max-w-[60ch]">{words('subscribers.ask.intro')}</p>
      <ProblemSummary problems={problem ? [problem] : []} />
      <SubscribeForm
        targets={targets}
        chosen={chosenBy(query, targets)}
        domain={typeof query.domain === 'string' ? (readDomain(query.domain) ?? '') : ''}
        problems={wrong}
      />
      <Promises />
      <Feeds groups={targets.groups} chosen={serverOf(query, targets)} />
    </div>
  )
}

function problemOf(words: Words, { problem }: Query): FormProblem | undefined {
  if (typeof problem !== 'string' || !Object.hasOwn(fields, problem)) return undefined
  const name = problem as keyof typeof fields
  return { field: fields[name], sentence: words(`forms.problems.${name}`) }
}

/** The server from whose page the reader came. */
function serverOf({ server }: Query, { servers }: Targets): { name: string; path: string } | null {
  const known = servers.find(each => each.id === server)
  return known ? { name: known.label, path: `/servers/${known.hostname}` } : null
}

/** What the address asks for, if there is such a server or group. */
function chosenBy({ server, group }: Query, { servers, groups }: Targets): Set<string> {
  const known = servers.find(each => each.id === server || each.hostname === server)
  const place = groups.find(each => each.id === group)
  return new Set([
    ...(known ? [writeTarget({ is: 'server', id: known.id })] : []),
    ...(place ? [writeTarget({ is: 'group', id: place.id })] : []),
  ])
}
