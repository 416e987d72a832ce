import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { ApiTokens } from '#app/_components/desk/api-tokens.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { SearchField } from '#app/_components/desk/field.tsx'
import { CsvField } from '#app/_components/desk/forms/csv-field.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { textOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { countCustomers } from '#db/reads/customers/customers.ts'
import { reportCustomerFile } from '#lib/flows/customers/import-customers.ts'
import { CustomerFileReport } from './_parts/customer-file-report.tsx'
import { upload } from './actions.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskCustomers.page.customers') })

type Query = Partial<Record<'file' | 'whole' | 'applied' | 'of', string | string[]>>

export default async function CustomersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const { file, whole, applied, of } = await searchParams
  const wanted = textOf(of)
  if (wanted) redirect(`/desk/customers/${encodeURIComponent(wanted)}`)
  const isWhole = whole === 'yes'
  const count = await countCustomers(db)
  const report =
    typeof file === 'string' ? await reportCustomerFile(db, { fileId: file, isWhole }, new Date()) : null
  return (
    <>
      <Headline>{staffWords('deskCustomers.page.domaincountOnTheMap', { count })}</Headline>
      <p className="max-w-[60ch]">{staffWords('deskCustomers.page.whoAsksForNotices')}</p>
      <Applied counts={applied} />
      {report && report !== 'gone' && typeof file === 'string' ? (
        <CustomerFileReport fileId={file} isWhole={isWhole} report={report} />
      ) : null}
      <Part title={staffWords('deskCustomers.page.whatAffectedOneCustomer')}>
        <form className="flex max-w-md flex-wrap items-end gap-3">
          <div className="grow">
            <SearchField label={staffWords('deskCustomers.page.accountOrDomain')} name="of" maxLength={253} />
          </div>
          <button type="submit" className="button">
            {staffWords('deskCustomers.page.show')}
          </button>
        </form>
      </Part>
      <p className="mt-6">
        <a href="/desk/readers">{staffWords('deskCustomers.page.whoMayRead')}</a>
      </p>
      <May act="change-customers">
        <Part title={staffWords('deskCustomers.page.uploadAFile')}>
          <Card>
            <p className="text-sm text-soft">{staffWords('deskCustomers.page.csvTheFirstLine')}</p>
            <ActionForm act="change-customers" action={upload} className="grid max-w-md gap-3">
              <CsvField />
              <SubmitButton>{staffWords('deskCustomers.page.seeWhatItDoes')}</SubmitButton>
            </ActionForm>
          </Card>
        </Part>
      </May>
      <May act="make-api-token">
        <Part title={staffWords('deskCustomers.page.letAnotherSystemSend')}>
          <Card>
            <p className="text-sm text-soft">{staffWords('deskCustomers.page.putByTokens')}</p>
            <ApiTokens db={db} scopes={['customers:write']} />
          </Card>
        </Part>
      </May>
    </>
  )
}

/** What the last file did, as its form left it in the address. */
function Applied({ counts }: { counts: Query['applied'] }) {
  const found = typeof counts === 'string' ? /^(\d{1,9})-(\d{1,9})-(\d{1,9})-(\d{1,9})$/.exec(counts) : null
  if (!found) return null
  const [, added, moved, changed, removed] = found
  return (
    <p role="status" className="mt-4 text-ok">
      {staffWords('deskCustomers.page.appliedAddedNewMoved', {
        added: added ?? '',
        moved: moved ?? '',
        changed: changed ?? '',
        removed: removed ?? '',
      })}
    </p>
  )
}
