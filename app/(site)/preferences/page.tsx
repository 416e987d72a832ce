import type { Metadata } from 'next'
import { type FormProblem, ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { emailSentences } from '#lib/rules/subscribers/email.ts'
import { askedLinkHours } from '#lib/rules/subscribers/subscription.ts'
import { PreferencesLinkForm } from './_parts/preferences-link-form.tsx'

export const dynamic = 'force-dynamic'

type Props = { searchParams: Promise<{ problem?: string | string[] }> }

const problems: Record<string, FormProblem> = {
  email: { field: 'email', sentence: emailSentences.email },
  mailbox: { field: 'email', sentence: emailSentences.mailbox },
  often: {
    field: null,
    sentence: 'Too much came from your network just now. Wait a few minutes, then send it again.',
  },
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return {
    title: (await problemOf(searchParams)) ? 'Not sent yet: change what you get' : 'Change what you get',
  }
}

export default async function PreferencesLinkPage({ searchParams }: Props) {
  const problem = await problemOf(searchParams)
  return (
    <div className="py-8">
      <h1 className="headline">Change what you get.</h1>
      <p className="mt-4 mb-6 max-w-[60ch]">
        Your notices are nobody else’s business, so we mail you a link to them. It works for {askedLinkHours}{' '}
        hours. Every notice has such a link too.
      </p>
      <ProblemSummary problems={problem ? [problem] : []} />
      <PreferencesLinkForm problem={problem?.field ? problem.sentence : undefined} />
    </div>
  )
}

async function problemOf(searchParams: Props['searchParams']): Promise<FormProblem | undefined> {
  const { problem } = await searchParams
  return typeof problem === 'string' && Object.hasOwn(problems, problem) ? problems[problem] : undefined
}
