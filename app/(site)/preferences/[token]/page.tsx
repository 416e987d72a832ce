import { MailWarning } from '#app/_components/forms/mail-warning.tsx'
import { type FormProblem, ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { PreferencesClosed } from '#app/(site)/preferences/_parts/preferences-closed.tsx'
import { warnOfOwnMail } from '#lib/flows/destinations/warn-of-own-mail.ts'
import { loadPreferences } from '#lib/flows/subscribers/load-preferences.ts'
import { maskEmail } from '#lib/rules/subscribers/preferences.ts'
import { Destinations } from './_parts/destinations.tsx'
import { PreferencesForm } from './_parts/preferences-form.tsx'

export const dynamic = 'force-dynamic'

export const metadata = tokenMetadata('What you get')

type Props = {
  params: Promise<{ token: string }>
  searchParams: Promise<Partial<Record<'problem' | 'saved' | 'way', string | string[]>>>
}

const problems: Record<string, FormProblem> = {
  target: { field: 'more', sentence: 'One of these servers is gone. Look through the list and save again.' },
  domain: { field: 'domain', sentence: 'That is not a domain. Write it like example.com.' },
  kind: { field: 'kind', sentence: 'Choose at least one kind of news, or stop all notices below.' },
  many: {
    field: 'more',
    sentence: 'That is more than one address can watch. Choose a group or all servers.',
  },
}

export default async function PreferencesPage({ params, searchParams }: Props) {
  const { token } = await params
  const query = await searchParams
  const preferences = await loadPreferences(token, new Date())
  if (preferences.is !== 'open') return <PreferencesClosed reason={preferences.is} />
  const { subscriber, watched, unsubscribeToken } = preferences
  const problem = problemOf(query.problem)
  const onWatched = await warnOfOwnMail(
    subscriber,
    watched.map(each => each.target),
  )
  return (
    <div className="grid max-w-[36rem] grid-cols-[minmax(0,1fr)] gap-8 py-8">
      <div>
        <h1 className="headline">{watched.length > 0 ? 'What you get.' : 'You watch nothing now.'}</h1>
        <p className="mt-3 text-soft">Notices to {maskEmail(subscriber.email)}</p>
        {query.saved && !problem ? (
          <p role="status" className="mt-3 font-semibold text-ok">
            Saved. It counts from now on.
          </p>
        ) : null}
      </div>
      <ProblemSummary problems={problem ? [problem] : []} />
      <MailWarning servers={onWatched} />
      <PreferencesForm token={token} preferences={preferences} problem={problem} />
      <Destinations subscriberId={subscriber.id} token={token} answer={query.way} />
      <section aria-labelledby="leave">
        <h2 id="leave" className="section-title mb-2">
          Leave
        </h2>
        <p className="mb-3">Both take effect at once.</p>
        <TokenButton action="/api/unsubscribe" token={unsubscribeToken} isSide>
          Stop all notices
        </TokenButton>
        <p className="mt-3">
          <a href={`/preferences/${token}/forget`} className="inline-block py-1">
            Delete my address
          </a>
        </p>
      </section>
    </div>
  )
}

function problemOf(problem: string | string[] | undefined): FormProblem | undefined {
  return typeof problem === 'string' && Object.hasOwn(problems, problem) ? problems[problem] : undefined
}
