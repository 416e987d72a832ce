import { EmailField } from '#app/_components/forms/email-field.tsx'
import { Honeypot } from '#app/_components/forms/honeypot.tsx'
import { PlainMark } from '#app/_components/forms/plain-mark.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

type Props = { typed?: string | undefined; problem?: string | undefined }

/** Asks for the link to the preferences. */
export function PreferencesLinkForm({ typed, problem }: Props) {
  const words = readerWords()
  return (
    <form action="/api/preferences/link" method="post" className="relative grid max-w-[36rem] gap-5">
      <EmailField hint={words('preferences.ask.emailHint')} typed={typed} problem={problem} />
      <PlainMark />
      <Honeypot id="website" />
      <div>
        <button type="submit" className="button">
          {words('preferences.ask.button')}
        </button>
      </div>
    </form>
  )
}
