import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { MailFrame } from '#app/_components/desk/mail-frame.tsx'
import { hasOutbox, readLetter } from '#app/desk/(staff)/outbox/letters.ts'
import { requirePerson } from '#app/desk/session.ts'

export const metadata: Metadata = { title: 'Mail' }

export default async function LetterPage({ params }: { params: Promise<{ name: string }> }) {
  await requirePerson()
  const { name } = await params
  const letter = hasOutbox ? await readLetter(decodeURIComponent(name)) : null
  if (!letter) notFound()
  return (
    <>
      <Headline>{letter.subject}</Headline>
      <p className="wrap-anywhere text-soft">
        to {letter.to}
        {letter.sentAt ? (
          <>
            , <LocalTime at={letter.sentAt} />
          </>
        ) : null}
      </p>
      <Part title="As a mail program shows it">
        <MailFrame title="The mail" html={letter.html} />
      </Part>
      <Part title="As text">
        <pre className="rounded-lg border border-line bg-card px-4 py-3 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
          {letter.text}
        </pre>
      </Part>
    </>
  )
}
