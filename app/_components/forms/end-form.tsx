import { readerWords } from '#app/_components/site/reader-words.ts'
import { EmailField } from './email-field.tsx'
import { Honeypot } from './honeypot.tsx'
import { PlainMark } from './plain-mark.tsx'
import { ZoneField } from './zone-field.tsx'

type Props = { postId: string; typed?: string | undefined; problem?: string | undefined }

/** Asks for one mail: the end of this incident. */
export function EndForm({ postId, typed, problem }: Props) {
  const words = readerWords()
  return (
    <form action="/api/subscribe" method="post" className="relative grid max-w-[36rem] gap-3">
      <input type="hidden" name="target" value={`post:${postId}`} />
      <EmailField hint={words('subscribers.end.emailHint')} typed={typed} problem={problem} />
      <PlainMark />
      <Honeypot id="website-end" />
      <ZoneField />
      <div>
        <button type="submit" className="button">
          {words('subscribers.end.button')}
        </button>
      </div>
      <script src="/typed.js" defer />
    </form>
  )
}
