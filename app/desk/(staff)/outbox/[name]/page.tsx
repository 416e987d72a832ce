import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
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
      <p className="break-words text-soft">
        to {letter.to}
        {letter.sentAt ? (
          <>
            , <LocalTime at={letter.sentAt} />
          </>
        ) : null}
      </p>
      <Part title="As a mail program shows it">
        <iframe
          title="The mail"
          // No scripts, no forms, no origin; its links open in a tab of their own.
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          srcDoc={framed(letter.html)}
          className="h-[40rem] w-full rounded-lg border border-line bg-white"
        />
      </Part>
      <Part title="As text">
        <pre className="rounded-lg border border-line bg-card px-4 py-3 font-mono text-sm break-words whitespace-pre-wrap">
          {letter.text}
        </pre>
      </Part>
    </>
  )
}

function framed(html: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
  return `<meta http-equiv="Content-Security-Policy" content="${policy}"><base target="_blank">${html}`
}
