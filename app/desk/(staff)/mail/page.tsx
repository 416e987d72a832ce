import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { SearchField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SenderChecks } from '#app/_components/desk/sender-checks.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { hasOutbox } from '#app/desk/(staff)/outbox/mails.ts'
import { listAddress, pageOf, textOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readSuppressed } from '#db/reads/sending/desk-mail.ts'
import { env } from '#lib/env.ts'
import { checkSendingDomain, type SenderReport } from '#lib/flows/sending/check-sender.ts'
import { lift } from './actions.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskMail.page.mail') })

type Query = Partial<Record<'page' | 'text', string | string[]>>

export default async function MailPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const asked = await searchParams
  const [page, text] = [pageOf(asked.page), textOf(asked.text)]
  const suppressed = page === null ? null : await readSuppressed(db, text, page)
  if (!suppressed) notFound()
  const report = await checkSendingDomain()
  return (
    <>
      <Headline>{headlineOf(report)}</Headline>
      <p className="text-soft">
        {staffWords.rich('deskMail.page.mailComesFromAddress', {
          address: report.address,
          part: text => <span className="break-all">{text}</span>,
          way: wayOf(),
        })}
      </p>
      <p>
        <a href="/desk/mail/gallery">{staffWords('deskMail.page.gallery')}</a>
        {hasOutbox ? (
          <>
            {' · '}
            <a href="/desk/outbox">{staffWords('deskMail.page.outbox')}</a>
          </>
        ) : null}
      </p>
      <Part title={staffWords('deskMail.page.theSendingDomain')}>
        <SenderChecks checks={report.checks} />
      </Part>
      <Part title={staffWords('deskMail.page.refusedAddresses')}>
        {suppressed.all === 0 ? (
          <p>{staffWords('deskMail.page.noneAddressesComeHere')}</p>
        ) : (
          <>
            <p className="text-soft">{staffWords('deskMail.page.allRefused', { all: suppressed.all })}</p>
            <form className="grid max-w-2xl items-end gap-3 sm:grid-cols-[1fr_auto]">
              <SearchField
                label={staffWords('deskMail.page.addressOrWhy')}
                name="text"
                defaultValue={text ?? ''}
                maxLength={100}
              />
              <SubmitButton look="side">{staffWords('deskMail.page.show')}</SubmitButton>
            </form>
            {suppressed.rows.length === 0 ? (
              <p className="text-soft">{staffWords('deskMail.page.noAddressFits')}</p>
            ) : null}
          </>
        )}
        <ul className="rows">
          {suppressed.rows.map(row => (
            <li key={row.id} className="grid gap-x-6 py-2 sm:grid-cols-[16rem_1fr_auto]">
              <span className="break-all">{row.email}</span>
              <span className="text-soft">
                {row.reason}
                {row.at ? (
                  <>
                    , <LocalTime at={row.at} />
                  </>
                ) : null}
              </span>
              <ActionForm act="lift-suppression" action={lift}>
                <input type="hidden" name="subscriberId" value={row.id} />
                <SubmitButton look="side">
                  {staffWords.rich('deskMail.page.liftThisForEmail', {
                    email: row.email,
                    unseen: text => <span className="sr-only">{text}</span>,
                  })}
                </SubmitButton>
              </ActionForm>
            </li>
          ))}
        </ul>
        <ListPages
          what={staffWords('deskMail.page.addresses')}
          page={suppressed.page}
          pages={suppressed.pages}
          href={number => listAddress('/desk/mail', { text, page: number })}
        />
      </Part>
    </>
  )
}

function headlineOf({ domain, checks }: SenderReport): string {
  const troubles = checks.filter(check => check.is === 'weak' || check.is === 'missing').length
  if (troubles > 0) return staffWords('deskMail.page.oneThingToMend', { domain, troubles })
  const isKnown = checks.every(check => check.is === 'good')
  return isKnown
    ? staffWords('deskMail.page.mailboxesCanTellMail', { domain })
    : staffWords('deskMail.page.lookUpFailed', { domain })
}

function wayOf(): string {
  if (env.RESEND_API_KEY) return staffWords('deskMail.page.throughResend')
  return env.SMTP_URL ? staffWords('deskMail.page.throughSmtp') : staffWords('deskMail.page.toFilesOnly')
}
