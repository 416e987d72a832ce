import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import type { NoPreferences } from '#lib/flows/subscribers/load-preferences.ts'
import { PreferencesLinkForm } from './preferences-link-form.tsx'

/** Why a link to the preferences opens nothing, and what to do. */
export function PreferencesClosed({ reason }: { reason: NoPreferences }) {
  switch (reason) {
    case 'invalid':
    case 'expired':
      return (
        <PageAnswer headline="This link opens nothing any more.">
          <p>It is too old, or not complete. We mail you a new one.</p>
          <div className="w-full">
            <PreferencesLinkForm />
          </div>
        </PageAnswer>
      )
    case 'nothing':
      return (
        <PageAnswer headline="This address gets no notices.">
          <p>
            You have ended them, or never confirmed them. If you want some, ask for them: it takes a minute.
          </p>
          <a href="/subscribe" className="button inline-block">
            Get notices
          </a>
        </PageAnswer>
      )
    case 'suppressed':
      return (
        <PageAnswer headline="We do not write to this address any more.">
          <p>
            Our mail to it came back, or was reported as spam. Use another address, or ask our support to lift
            this.
          </p>
        </PageAnswer>
      )
  }
}
