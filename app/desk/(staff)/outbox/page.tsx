import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { requirePerson } from '#app/desk/session.ts'
import { hasOutbox, readLetters } from './letters.ts'

export const metadata: Metadata = { title: 'Outbox' }

export default async function OutboxPage() {
  await requirePerson()
  if (!hasOutbox) notFound()
  const letters = await readLetters()
  return (
    <>
      <Headline>Mails that were written, and not sent anywhere</Headline>
      <p className="mb-6 text-soft">
        No mail provider is set, so every mail is a file. Set RESEND_API_KEY or SMTP_URL to send them.
      </p>
      {letters.length === 0 ? <p>None yet.</p> : null}
      <ol className="grid gap-3">
        {letters.map(letter => (
          <li key={letter.name} className="grid min-w-0 border-t border-line pt-2">
            <a
              href={`/desk/outbox/${encodeURIComponent(letter.name)}`}
              className="font-semibold wrap-anywhere"
            >
              {letter.subject}
            </a>
            <span className="text-sm wrap-anywhere text-soft">
              to {letter.to}
              {letter.sentAt ? (
                <>
                  , <LocalTime at={letter.sentAt} />
                </>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
