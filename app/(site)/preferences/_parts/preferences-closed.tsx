import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { NoPreferences } from '#lib/flows/subscribers/load-preferences.ts'
import { PreferencesLinkForm } from './preferences-link-form.tsx'

/** Why a link to the preferences opens nothing, and what to do. */
export function PreferencesClosed({ reason }: { reason: NoPreferences }) {
  const words = readerWords()
  switch (reason) {
    case 'invalid':
    case 'expired':
      return (
        <PageAnswer headline={words('preferences.expired.headline')}>
          <p>{words('preferences.expired.text')}</p>
          <div className="w-full">
            <PreferencesLinkForm />
          </div>
        </PageAnswer>
      )
    case 'nothing':
      return (
        <PageAnswer headline={words('preferences.nothing.headline')}>
          <p>{words('preferences.nothing.text')}</p>
          <a href="/subscribe" className="button inline-block">
            {words('preferences.nothing.button')}
          </a>
        </PageAnswer>
      )
    case 'suppressed':
      return (
        <PageAnswer headline={words('preferences.suppressed.headline')}>
          <p>{words('preferences.suppressed.text')}</p>
        </PageAnswer>
      )
  }
}
