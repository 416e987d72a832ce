import type { Metadata } from 'next'
import { type FormProblem, ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { askedLinkHours } from '#lib/rules/subscribers/subscription.ts'
import type { Words } from '#lib/words/words.ts'
import { PreferencesLinkForm } from './_parts/preferences-link-form.tsx'

export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ problem?: string | string[] }> }

/** The field that each problem is about. */
const fields = { email: 'email', mailbox: 'email', often: null } as const

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const words = readerWords()
  const problem = await problemOf(words, searchParams)
  return { title: words(problem ? 'preferences.ask.titleWrong' : 'preferences.ask.title') }
}

export default async function PreferencesLinkPage({ searchParams }: Props) {
  const words = readerWords()
  const problem = await problemOf(words, searchParams)
  return (
    <div className="py-8">
      <h1 className="headline">{words('preferences.ask.headline')}</h1>
      <p className="mt-4 mb-6 max-w-[60ch]">{words('preferences.ask.intro', { hours: askedLinkHours })}</p>
      <ProblemSummary problems={problem ? [problem] : []} />
      <PreferencesLinkForm problem={problem?.field ? problem.sentence : undefined} />
    </div>
  )
}

async function problemOf(
  words: Words,
  searchParams: Props['searchParams'],
): Promise<FormProblem | undefined> {
  const { problem } = await searchParams
  if (typeof problem !== 'string' || !Object.hasOwn(fields, problem)) return undefined
  const name = problem as keyof typeof fields
  return { field: fields[name], sentence: words(`forms.problems.${name}`) }
}
