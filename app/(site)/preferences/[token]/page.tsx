import { MailWarning } from '#app/_components/forms/mail-warning.tsx'
import { ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { LeaveAll } from '#app/(site)/preferences/_parts/leave-all.tsx'
import { PreferencesClosed } from '#app/(site)/preferences/_parts/preferences-closed.tsx'
import { PreferencesHead } from '#app/(site)/preferences/_parts/preferences-head.tsx'
import { warnOfOwnMail } from '#lib/flows/destinations/warn-of-own-mail.ts'
import { loadPreferences } from '#lib/flows/subscribers/load-preferences.ts'
import { Destinations } from './_parts/destinations.tsx'
import { preferenceProblems } from './_parts/preference-problems.ts'
import { PreferencesForm } from './_parts/preferences-form.tsx'

export const dynamic = 'force-dynamic'

export function generateMetadata() {
  return tokenMetadata(readerWords()('preferences.page.title'))
}

type Props = {
  params: Promise<{ token: string }>
  searchParams: Promise<Partial<Record<'problem' | 'saved' | 'confirmed' | 'way', string | string[]>>>
}

export default async function PreferencesPage({ params, searchParams }: Props) {
  const { token } = await params
  const query = await searchParams
  const preferences = await loadPreferences(token, new Date())
  if (preferences.is !== 'open') return <PreferencesClosed reason={preferences.is} />
  const { subscriber, watched, unsubscribeToken } = preferences
  const [problem] = preferenceProblems(readerWords(), query.problem)
  const onWatched = await warnOfOwnMail(
    subscriber,
    watched.map(each => each.target),
  )
  return (
    <div className="grid max-w-[36rem] grid-cols-[minmax(0,1fr)] gap-8 py-8">
      <PreferencesHead
        email={subscriber.email}
        isEmpty={watched.length === 0}
        saved={problem ? null : query.saved ? 'saved' : query.confirmed ? 'confirmed' : null}
      />
      <ProblemSummary problems={problem ? [problem] : []} />
      <MailWarning servers={onWatched} />
      <PreferencesForm token={token} preferences={preferences} problem={problem} />
      <Destinations subscriberId={subscriber.id} token={token} answer={query.way} />
      <LeaveAll token={token} unsubscribeToken={unsubscribeToken} />
    </div>
  )
}
