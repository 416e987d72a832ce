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
import { readSuppressed } from '#db/reads/sending/desk-mail.ts'
import { env } from '#lib/env.ts'
import { checkSendingDomain, type SenderReport } from '#lib/flows/sending/check-sender.ts'
import { lift } from './actions.ts'

export const metadata: Metadata = { title: 'Mail' }

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
        Mail comes from <span className="break-all">{report.address}</span> and goes {wayOf()}.
      </p>
      <p>
        <a href="/desk/mail/gallery">See every mail that we write</a>
        {hasOutbox ? (
          <>
            {' · '}
            <a href="/desk/outbox">Outbox: the mails that went into files</a>
          </>
        ) : null}
      </p>
      <Part title="The sending domain">
        <SenderChecks checks={report.checks} />
      </Part>
      <Part title="Addresses that get no more mail">
        {suppressed.all === 0 ? (
          <p>
            None. Addresses come here when their mail comes back for good, or when a reader calls it spam.
          </p>
        ) : (
          <>
            <p className="text-soft">
              {suppressed.all} in all, the latest first. When an owner says that his mailbox works, lift it
              here, and at your mail provider if that keeps a list of its own. Then he can ask for notices
              anew.
            </p>
            <form className="grid max-w-2xl items-end gap-3 sm:grid-cols-[1fr_auto]">
              <SearchField label="Address, or why" name="text" defaultValue={text ?? ''} maxLength={100} />
              <SubmitButton look="side">Show</SubmitButton>
            </form>
            {suppressed.rows.length === 0 ? <p className="text-soft">No address fits.</p> : null}
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
                  Lift<span className="sr-only"> this for {row.email}</span>
                </SubmitButton>
              </ActionForm>
            </li>
          ))}
        </ul>
        <ListPages
          what="addresses"
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
  if (troubles > 0)
    return troubles === 1 ? `One thing to mend at ${domain}` : `${troubles} things to mend at ${domain}`
  const isKnown = checks.every(check => check.is === 'good')
  return isKnown
    ? `Mailboxes can tell mail of ${domain} from a forgery`
    : `${domain} could not be looked up just now`
}

function wayOf(): string {
  if (env.RESEND_API_KEY) return 'through Resend'
  return env.SMTP_URL ? 'through SMTP' : 'to files only'
}
