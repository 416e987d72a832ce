import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline } from '#app/_components/desk/card.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { pageOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { hasOutbox, readOutbox } from './mails.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskMail.outboxPage.outbox') })

type Props = { searchParams: Promise<{ page?: string | string[] }> }

export default async function OutboxPage({ searchParams }: Props) {
  await requireStaff()
  const page = pageOf((await searchParams).page)
  const list = hasOutbox && page !== null ? await readOutbox(page) : null
  if (!list || page === null) notFound()
  const { mails, pages } = list
  return (
    <>
      <Headline>{staffWords('deskMail.outboxPage.mailsThatWereWritten')}</Headline>
      <p className="mb-6 text-soft">{staffWords('deskMail.outboxPage.noProvider')}</p>
      {mails.length === 0 ? <p>{staffWords('deskMail.outboxPage.noneYet')}</p> : null}
      <ol className="grid gap-3">
        {mails.map(mail => (
          <li key={mail.name} className="grid min-w-0 border-t border-line pt-2">
            <a href={`/desk/outbox/${encodeURIComponent(mail.name)}`} className="font-semibold wrap-anywhere">
              {mail.subject}
            </a>
            <span className="text-sm wrap-anywhere text-soft">
              {staffWords.rich('deskMail.outboxPage.toTo', {
                to: mail.to,
                sentAt: () => mail.sentAt && <LocalTime at={mail.sentAt} />,
                hasSentAt: mail.sentAt ? 'yes' : 'no',
              })}
            </span>
          </li>
        ))}
      </ol>
      <ListPages
        what={staffWords('deskMail.outboxPage.mails')}
        page={page}
        pages={pages}
        href={number => `/desk/outbox?page=${number}`}
      />
    </>
  )
}
