import { Answer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { NotOpen } from '#lib/flows/subscribers/open-preferences.ts'
import { PreferencesLinkForm } from './preferences-link-form.tsx'

/** Why a link to the preferences opens nothing, and what to do. */
export function PreferencesClosed({ reason }: { reason: NotOpen }) {
  const words = readerWords()
  switch (reason) {
    case 'invalid':
    case 'expired':
      return (
        <Answer headline={words('preferences.expired.headline')}>
          <p>{words('preferences.expired.text')}</p>
          <div className="w-full">
            <PreferencesLinkForm />
          </div>
        </Answer>
      )
    case 'nothing':
      return (
        <Answer headline={words('preferences.nothing.headline')}>
          <p>{words('preferences.nothing.text')}</p>
          <a href="/subscribe" className="button inline-block">
            {words('preferences.nothing.button')}
          </a>
        </Answer>
      )
    case 'suppressed':
      return (
        <Answer headline={words('preferences.suppressed.headline')}>
          <p>{words('preferences.suppressed.text')}</p>
        </Answer>
      )
  }
}
