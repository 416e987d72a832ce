import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { MailFrame } from '#app/_components/desk/mail-frame.tsx'
import { hasOutbox, readOutboxMail } from '#app/desk/(staff)/outbox/mails.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskMail.onePage.mail') })

export default async function OutboxMailPage({ params }: { params: Promise<{ name: string }> }) {
  await requireStaff()
  const { name } = await params
  const mail = hasOutbox ? await readOutboxMail(decodeURIComponent(name)) : null
  if (!mail) notFound()
  return (
    <>
      <Headline>{mail.subject}</Headline>
      <p className="wrap-anywhere text-soft">
        {staffWords.rich('deskMail.onePage.toTo', {
          to: mail.to,
          sentAt: () => mail.sentAt && <LocalTime at={mail.sentAt} />,
          hasSentAt: mail.sentAt ? 'yes' : 'no',
        })}
      </p>
      <Part title={staffWords('deskMail.onePage.asAMailProgram')}>
        <MailFrame title={staffWords('deskMail.onePage.theMail')} html={mail.html} />
      </Part>
      <Part title={staffWords('deskMail.onePage.asText')}>
        <pre className="rounded-lg border border-line bg-card px-4 py-3 font-mono text-sm wrap-anywhere whitespace-pre-wrap">
          {mail.text}
        </pre>
      </Part>
    </>
  )
}
