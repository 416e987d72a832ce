import type { Metadata } from 'next'
import { EmailField } from '#app/_components/forms/email-field.tsx'
import { Honeypot } from '#app/_components/forms/honeypot.tsx'
import { type FormProblem, ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { ProblemText } from '#app/_components/forms/problem-text.tsx'
import { TargetChoice } from '#app/_components/forms/target-choice.tsx'
import { ZoneField } from '#app/_components/forms/zone-field.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { brandOfPage } from '#app/(brand)/at/[brand]/_parts/brand-of.ts'
import { readBrandTargets } from '#db/reads/brands/brand-targets.ts'
import { writeTarget } from '#lib/rules/subscribers/target.ts'
import type { Words } from '#lib/words/words.ts'

export const dynamic = 'force-dynamic'

type Query = Partial<Record<'server' | 'problem', string | string[]>>
type Props = { params: Promise<{ brand: string }>; searchParams: Promise<Query> }

/** The field that each problem is about. */
const fields = { email: 'email', mailbox: 'email', target: 'target', often: null } as const

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const words = readerWords()
  const problem = problemOf(words, await searchParams)
  return { title: words(problem ? 'subscribers.ask.titleWrong' : 'subscribers.ask.title') }
}

/** Notices of a brand's own servers, by mail. A plain form: it works without scripts. */
export default async function BrandSubscribePage(props: Props) {
  const { id } = await brandOfPage(props)
  const words = readerWords()
  const query = await props.searchParams
  const problem = problemOf(words, query)
  const wrong = (field: string) => (problem?.field === field ? problem.sentence : undefined)
  const targets = await readBrandTargets(id)
  const chosen = targets.servers.find(server => server.hostname === query.server)
  const target = wrong('target')
  return (
    <div className="py-8">
      <h1 className="headline">{words('subscribers.ask.headline')}</h1>
      <p className="mt-4 mb-6 max-w-[60ch]">{words('brands.subscribe.intro')}</p>
      <ProblemSummary problems={problem ? [problem] : []} />
      <form action="/api/subscribe" method="post" className="relative grid max-w-[36rem] gap-6">
        <fieldset id="target" tabIndex={-1} className="min-w-0">
          <legend className="mb-1 text-sm font-semibold">{words('brands.subscribe.servers')}</legend>
          {target ? <ProblemText problem={target} /> : null}
          <TargetChoice
            targets={targets}
            chosen={new Set(chosen ? [writeTarget({ is: 'server', id: chosen.id })] : [])}
          />
        </fieldset>
        <EmailField hint={words('subscribers.ask.emailHint')} problem={wrong('email')} />
        <Honeypot id="website" />
        <ZoneField />
        <div>
          <button type="submit" className="button">
            {words('subscribers.ask.button')}
          </button>
        </div>
      </form>
      <p className="mt-6">
        <a href="/preferences">{words('subscribers.confirmed.change')}</a>
      </p>
      <p id="feeds" className="mt-4 max-w-[60ch] text-soft">
        {words.rich('brands.subscribe.feeds', {
          rss: text => <a href="/history.rss">{text}</a>,
          atom: text => <a href="/history.atom">{text}</a>,
          json: text => <a href="/feed.json">{text}</a>,
          calendar: text => <a href="/maintenance.ics">{text}</a>,
        })}
      </p>
    </div>
  )
}

function problemOf(words: Words, { problem }: Query): FormProblem | undefined {
  if (typeof problem !== 'string' || !Object.hasOwn(fields, problem)) return undefined
  const name = problem as keyof typeof fields
  return { field: fields[name], sentence: words(`forms.problems.${name}`) }
}
