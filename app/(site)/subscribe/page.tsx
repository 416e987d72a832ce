import type { Metadata } from 'next'
import { EndForm } from '#app/_components/forms/end-form.tsx'
import { type FormProblem, ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { readOpenPost, readTargets, type Targets } from '#db/reads/subscribers/subscribing.ts'
import { emailSentences } from '#lib/rules/subscribers/email.ts'
import { readDomain, writeTarget } from '#lib/rules/subscribers/target.ts'
import { SubscribeForm } from './_parts/subscribe-form.tsx'

export const dynamic = 'force-dynamic'

type Query = Partial<Record<'server' | 'group' | 'domain' | 'post' | 'problem', string | string[]>>
type Props = { searchParams: Promise<Query> }

const problems: Record<string, FormProblem> = {
  email: { field: 'email', sentence: emailSentences.email },
  mailbox: { field: 'email', sentence: emailSentences.mailbox },
  target: { field: 'target', sentence: 'Give your domain, or choose a server, a group or all servers.' },
  domain: { field: 'domain', sentence: 'That is not a domain. Write it like example.com.' },
  kind: { field: 'kind', sentence: 'Choose at least one kind of news.' },
  often: {
    field: null,
    sentence: 'Too much came from your network just now. Wait a few minutes, then send it again.',
  },
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const problem = problemOf(await searchParams)
  return { title: problem ? 'Not sent yet: get notices' : 'Get notices' }
}

export default async function SubscribePage({ searchParams }: Props) {
  const query = await searchParams
  const problem = problemOf(query)
  const wrong = problem?.field ? { [problem.field]: problem.sentence } : {}
  const post = typeof query.post === 'string' ? await readOpenPost(query.post) : null
  if (post)
    return (
      <div className="py-8">
        <h1 className="headline">We write to you when this is over.</h1>
        <p className="mt-4 mb-6 max-w-[60ch]">
          It is about <a href={`/posts/${post.slug}`}>{post.title}</a>. You get this one mail, and no other.
        </p>
        <ProblemSummary problems={problem ? [problem] : []} />
        <EndForm postId={post.id} problem={wrong.email} />
      </div>
    )
  const targets = await readTargets()
  return (
    <div className="py-8">
      <h1 className="headline">We write to you when your server is in trouble.</h1>
      <p className="mt-4 mb-6 max-w-[60ch]">
        One short mail when it is down or slow, one when that gets worse, one when it is over. Quiet weeks
        bring none.
      </p>
      <ProblemSummary problems={problem ? [problem] : []} />
      <SubscribeForm
        targets={targets}
        chosen={chosenBy(query, targets)}
        domain={typeof query.domain === 'string' ? (readDomain(query.domain) ?? '') : ''}
        problems={wrong}
      />
      <h2 className="section-title mt-10 mb-2">What comes, and what does not</h2>
      <ul className="grid max-w-[60ch] list-disc gap-1 pl-5">
        <li>
          Outages, slowdowns, warnings that matter to you, and the all clear: for what you choose, nothing
          else.
        </li>
        <li>
          Many alerts about one trouble are one mail, and a server that comes and goes does not fill your
          mailbox.
        </li>
        <li>No advertising, and nobody else gets your address.</li>
        <li>First we mail you a link to confirm. Every mail has another that ends them with one click.</li>
      </ul>
      <p className="mt-6 max-w-[60ch]">
        You get notices already? <a href="/preferences">Change what you get</a>.
      </p>
    </div>
  )
}

function problemOf({ problem }: Query): FormProblem | undefined {
  return typeof problem === 'string' && Object.hasOwn(problems, problem) ? problems[problem] : undefined
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
