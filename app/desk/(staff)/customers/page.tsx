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
import { countCustomers } from '#db/reads/customers/customers.ts'
import { reportCustomerFile } from '#lib/flows/customers/import-customers.ts'
import { CustomerFileReport } from './_parts/customer-file-report.tsx'
import { upload } from './actions.ts'

export const metadata: Metadata = { title: 'Customers' }

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
      <Headline>{domainCount(count)} on the map of customers</Headline>
      <p className="max-w-[60ch]">
        Who asks for notices about a domain hears of the server that this map names, also after a move. It
        counts for addresses at the domain and for its contacts; for all others DNS counts. Nobody outside
        sees the map.
      </p>
      <Applied counts={applied} />
      {report && report !== 'gone' && typeof file === 'string' ? (
        <CustomerFileReport fileId={file} isWhole={isWhole} report={report} />
      ) : null}
      <Part title="What affected one customer">
        <form className="flex max-w-md flex-wrap items-end gap-3">
          <div className="grow">
            <SearchField label="Account or domain" name="of" maxLength={253} />
          </div>
          <button type="submit" className="button">
            Show
          </button>
        </form>
      </Part>
      <p className="mt-6">
        <a href="/desk/readers">Who may read the site, and how your panel lets customers in</a>
      </p>
      <May act="change-customers">
        <Part title="Upload a file">
          <Card>
            <p className="text-sm text-soft">
              CSV. The first line names the columns, in any order: domain, server, and if you like account and
              contacts (addresses, with spaces between). You see what it does before anything changes.
            </p>
            <ActionForm act="change-customers" action={upload} className="grid max-w-md gap-3">
              <CsvField />
              <SubmitButton>See what it does</SubmitButton>
            </ActionForm>
          </Card>
        </Part>
      </May>
      <May act="make-api-token">
        <Part title="Let another system send them">
          <Card>
            <p className="text-sm text-soft">
              PUT to /api/v1/customers, as JSON or CSV, with one of these tokens. They can do nothing else.
            </p>
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
      Applied: {added} new, {moved} moved, {changed} changed, {removed} removed.
    </p>
  )
}

function domainCount(count: number): string {
  if (count === 0) return 'No domain is'
  return count === 1 ? 'One domain is' : `${count.toLocaleString('en')} domains are`
}
