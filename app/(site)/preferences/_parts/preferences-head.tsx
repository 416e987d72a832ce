import { readerWords } from '#app/_components/site/reader-words.ts'
import { maskEmail } from '#lib/rules/subscribers/preferences.ts'

type Props = { email: string; isEmpty: boolean; saved: 'saved' | 'confirmed' | null }

/** Whose preferences these are, and what was just done with them. */
export function PreferencesHead({ email, isEmpty, saved }: Props) {
  const words = readerWords()
  return (
    <div>
      <h1 className="headline">
        {words(isEmpty ? 'preferences.page.headlineEmpty' : 'preferences.page.headline')}
      </h1>
      <p className="mt-3 text-soft">{words('preferences.page.address', { email: maskEmail(email) })}</p>
      {saved ? (
        <p role="status" className="mt-3 font-semibold text-ok">
          {words(`preferences.page.${saved}`)}
        </p>
      ) : null}
    </div>
  )
}
