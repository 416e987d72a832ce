import { type FormProblem, ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { PreferencesClosed } from '#app/(site)/preferences/_parts/preferences-closed.tsx'
import { preferenceProblems } from '#app/(site)/preferences/[token]/_parts/preference-problems.ts'
import { PreferencesForm } from '#app/(site)/preferences/[token]/_parts/preferences-form.tsx'
import { loadPreferences } from '#lib/flows/subscribers/load-preferences.ts'
import type { KeptForm } from '#lib/processes/kept-forms.ts'
import { maskEmail } from '#lib/rules/subscribers/preferences.ts'
import { typedChoice } from './typed-choice.ts'

/** The preferences as they were chosen and not taken, for who has the link to them. */
export async function KeptPreferences({ kept: { form, problems } }: { kept: KeptForm }) {
  const token = form.get('token') ?? ''
  const preferences = await loadPreferences(token, new Date())
  if (preferences.is !== 'open') return <PreferencesClosed reason={preferences.is} />
  const words = readerWords()
  const [problem]: FormProblem[] = problems.flatMap(name => preferenceProblems(words, name))
  return (
    <div className="grid max-w-[36rem] grid-cols-[minmax(0,1fr)] gap-8 py-8">
      <div>
        <h1 className="headline">{words('preferences.page.headline')}</h1>
        <p className="mt-3 text-soft">
          {words('preferences.page.address', { email: maskEmail(preferences.subscriber.email) })}
        </p>
      </div>
      <ProblemSummary problems={problem ? [problem] : []} />
      <PreferencesForm token={token} preferences={preferences} problem={problem} typed={typedChoice(form)} />
      <p>
        <a href={`/preferences/${encodeURIComponent(token)}`}>{words('forms.kept.asItIs')}</a>
      </p>
    </div>
  )
}
