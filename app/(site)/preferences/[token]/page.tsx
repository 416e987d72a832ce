import { MailWarning } from '#app/_components/forms/mail-warning.tsx'
import { ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { TokenButton, tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { PreferencesClosed } from '#app/(site)/preferences/_parts/preferences-closed.tsx'
import { warnOfOwnMail } from '#lib/flows/destinations/warn-of-own-mail.ts'
import { loadPreferences } from '#lib/flows/subscribers/load-preferences.ts'
import { maskEmail } from '#lib/rules/subscribers/preferences.ts'
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
  const words = readerWords()
  const { subscriber, watched, unsubscribeToken } = preferences
  const [problem] = preferenceProblems(words, query.problem)
  const onWatched = await warnOfOwnMail(
    subscriber,
    watched.map(each => each.target),
  )
  return (
    <div className="grid max-w-[36rem] grid-cols-[minmax(0,1fr)] gap-8 py-8">
      <div>
        <h1 className="headline">
          {words(watched.length > 0 ? 'preferences.page.headline' : 'preferences.page.headlineEmpty')}
        </h1>
        <p className="mt-3 text-soft">
          {words('preferences.page.address', { email: maskEmail(subscriber.email) })}
        </p>
        {(query.saved || query.confirmed) && !problem ? (
          <p role="status" className="mt-3 font-semibold text-ok">
            {words(query.saved ? 'preferences.page.saved' : 'preferences.page.confirmed')}
          </p>
        ) : null}
      </div>
      <ProblemSummary problems={problem ? [problem] : []} />
      <MailWarning servers={onWatched} />
      <PreferencesForm token={token} preferences={preferences} problem={problem} />
      <Destinations subscriberId={subscriber.id} token={token} answer={query.way} />
      <section aria-labelledby="leave">
        <h2 id="leave" className="section-title mb-2">
          {words('preferences.page.leave')}
        </h2>
        <p className="mb-3">{words('preferences.page.leaveAtOnce')}</p>
        <TokenButton action="/api/unsubscribe" token={unsubscribeToken} isSide>
          {words('preferences.page.stop')}
        </TokenButton>
        <p className="mt-3">
          <a href={`/preferences/${token}/forget`} className="inline-block py-1">
            {words('preferences.page.forget')}
          </a>
        </p>
      </section>
    </div>
  )
}
