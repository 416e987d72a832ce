import { EmailField } from './email-field.tsx'
import { Honeypot } from './honeypot.tsx'
import { ZoneField } from './zone-field.tsx'

type Props = { postId: string; problem?: string | undefined }

/** Asks for one mail: the end of this incident. */
export function EndForm({ postId, problem }: Props) {
  return (
    <form action="/api/subscribe" method="post" className="relative grid max-w-[36rem] gap-3">
      <input type="hidden" name="target" value={`post:${postId}`} />
      <EmailField
        hint="For one mail, when it is over. First we mail you a link to confirm."
        problem={problem}
      />
      <Honeypot id="website-end" />
      <ZoneField />
      <div>
        <button type="submit" className="button">
          Tell me when this is over
        </button>
      </div>
    </form>
  )
}
