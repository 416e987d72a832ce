import { LanguageChoice } from '#app/_components/forms/language-choice.tsx'
import { PreferenceChoice } from '#app/_components/forms/preference-choice.tsx'
import { type FormProblem, ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { TargetChoice } from '#app/_components/forms/target-choice.tsx'
import { tokenMetadata } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { brandOfPage } from '#app/(brand)/at/[brand]/_parts/brand-of.ts'
import { LeaveAll } from '#app/(site)/preferences/_parts/leave-all.tsx'
import { PreferencesClosed } from '#app/(site)/preferences/_parts/preferences-closed.tsx'
import { PreferencesHead } from '#app/(site)/preferences/_parts/preferences-head.tsx'
import { type BrandPreferences, loadBrandPreferences } from '#lib/flows/brands/brand-preferences.ts'
import { preferenceKinds } from '#lib/rules/subscribers/notice-preferences.ts'
import { writeTarget } from '#lib/rules/subscribers/target.ts'

export const dynamic = 'force-dynamic'

/** Warnings are words of staff, which no brand tells. */
const toldByBrands = preferenceKinds.filter(kind => kind !== 'advisory')

export function generateMetadata() {
  return tokenMetadata(readerWords()('preferences.page.title'))
}

type Props = {
  params: Promise<{ brand: string; token: string }>
  searchParams: Promise<Partial<Record<'problem' | 'saved' | 'confirmed', string | string[]>>>
}

/** What a brand's reader gets, and the end of it. */
export default async function BrandPreferencesPage(props: Props) {
  const { id } = await brandOfPage(props)
  const { token } = await props.params
  const query = await props.searchParams
  const preferences = await loadBrandPreferences(id, token, new Date())
  if (preferences.is !== 'open') return <PreferencesClosed reason={preferences.is} />
  const { subscriber, watched, unsubscribeToken } = preferences
  const problem = problemOf(query.problem)
  return (
    <div className="grid max-w-[36rem] grid-cols-[minmax(0,1fr)] gap-8 py-8">
      <PreferencesHead
        email={subscriber.email}
        isEmpty={watched.length === 0}
        saved={problem ? null : query.saved ? 'saved' : query.confirmed ? 'confirmed' : null}
      />
      <ProblemSummary problems={problem ? [problem] : []} />
      <Choice token={token} preferences={preferences} />
      <LeaveAll token={token} unsubscribeToken={unsubscribeToken} />
    </div>
  )
}

/** Everything that can be ticked is shown, so that what is not ticked ends. */
function Choice({ token, preferences }: { token: string; preferences: BrandPreferences }) {
  const words = readerWords()
  const { targets, watched, subscriber } = preferences
  const had = watched.map(({ target }) => writeTarget(target))
  return (
    <form action="/api/preferences" method="post" className="grid gap-6">
      <input type="hidden" name="token" value={token} />
      {had.map(target => (
        <input key={target} type="hidden" name="had" value={target} />
      ))}
      {subscriber.zone ? <input type="hidden" name="zone" value={subscriber.zone} /> : null}
      <fieldset id="more" tabIndex={-1} className="min-w-0">
        <legend className="section-title mb-2">{words('preferences.page.watched')}</legend>
        <TargetChoice targets={targets} chosen={new Set(had)} />
      </fieldset>
      <fieldset className="min-w-0">
        <legend className="section-title mb-2">{words('preferences.page.kinds')}</legend>
        <PreferenceChoice
          preferences={{ kinds: subscriber.kinds, leastImpact: subscriber.leastImpact }}
          kinds={toldByBrands}
        />
      </fieldset>
      <LanguageChoice language={subscriber.language} />
      <div>
        <button type="submit" className="button">
          {words('preferences.page.save')}
        </button>
      </div>
    </form>
  )
}

function problemOf(problem: string | string[] | undefined): FormProblem | undefined {
  const fields = { target: 'more', kind: 'kind' } as const
  if (problem !== 'target' && problem !== 'kind') return undefined
  return { field: fields[problem], sentence: readerWords()(`forms.problems.${problem}`) }
}
