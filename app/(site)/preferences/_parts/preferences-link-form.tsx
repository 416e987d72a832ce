import { EmailField } from '#app/_components/forms/email-field.tsx'
import { Honeypot } from '#app/_components/forms/honeypot.tsx'

/** Asks for the link to the preferences. */
export function PreferencesLinkForm({ problem }: { problem?: string | undefined }) {
  return (
    <form action="/api/preferences/link" method="post" className="relative grid max-w-[36rem] gap-5">
      <EmailField hint="The one that gets the notices." problem={problem} />
      <Honeypot id="website" />
      <div>
        <button type="submit" className="button">
          Mail me the link
        </button>
      </div>
    </form>
  )
}
