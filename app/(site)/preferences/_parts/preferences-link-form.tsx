import { EmailField } from '#app/_components/forms/email-field.tsx'
import { Honeypot } from '#app/_components/forms/honeypot.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

/** Asks for the link to the preferences. */
export function PreferencesLinkForm({ problem }: { problem?: string | undefined }) {
  const words = readerWords()
  return (
    <form action="/api/preferences/link" method="post" className="relative grid max-w-[36rem] gap-5">
      <EmailField hint={words('preferences.ask.emailHint')} problem={problem} />
      <Honeypot id="website" />
      <div>
        <button type="submit" className="button">
          {words('preferences.ask.button')}
        </button>
      </div>
    </form>
  )
}
