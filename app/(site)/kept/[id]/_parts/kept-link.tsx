import { ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { PreferencesLinkForm } from '#app/(site)/preferences/_parts/preferences-link-form.tsx'
import type { KeptForm } from '#lib/processes/kept-forms.ts'

const names = ['email', 'mailbox', 'often'] as const

/** The form that asks for the link to the preferences, as it was typed. */
export function KeptLink({ kept: { form, problems } }: { kept: KeptForm }) {
  const words = readerWords()
  const name = names.find(each => problems.includes(each)) ?? 'email'
  const sentence = words(`forms.problems.${name}`)
  const field = name === 'often' ? null : 'email'
  return (
    <div className="py-8">
      <h1 className="headline">{words('preferences.ask.headline')}</h1>
      <div className="mt-6">
        <ProblemSummary problems={[{ field, sentence }]} />
      </div>
      <PreferencesLinkForm typed={form.get('email') ?? ''} problem={field ? sentence : undefined} />
    </div>
  )
}
