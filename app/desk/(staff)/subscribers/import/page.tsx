import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { CsvField } from '#app/_components/desk/forms/csv-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { SubscriberReport } from '#app/desk/(staff)/subscribers/_parts/subscriber-report.tsx'
import { uploadSubscribers } from '#app/desk/(staff)/subscribers/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { reportSubscribers } from '#lib/flows/subscribers/import-subscribers.ts'

export const metadata: Metadata = { title: 'Import subscribers' }

type Props = { searchParams: Promise<Partial<Record<'file' | 'all' | 'applied', string | string[]>>> }

export default async function ImportSubscribersPage({ searchParams }: Props) {
  const { db, staffMember } = await requireStaff()
  const { file, all, applied } = await searchParams
  const isAllByDefault = all === 'yes'
  const how = { staffId: staffMember.id, isAllByDefault }
  const report =
    typeof file === 'string' ? await reportSubscribers(db, { fileId: file, ...how }, new Date()) : null
  return (
    <div className="max-w-3xl">
      <Headline>Import subscribers</Headline>
      <Applied counts={applied} />
      {report === 'gone' ? (
        <p className="text-slow">This file was applied already, or nobody applied it within a day.</p>
      ) : null}
      {report && report !== 'gone' && typeof file === 'string' ? (
        <SubscriberReport fileId={file} isAllByDefault={isAllByDefault} report={report} />
      ) : null}
      <Part title="Upload a file">
        <Card>
          <p className="max-w-prose text-sm text-soft">
            CSV. The first line names the columns, in any order: email, and if you like watch (servers, groups
            and domains with ; between them, or all), consent (what proves it for this very address) and
            language (in which they read, such as de). You see what it does before anything changes, and
            nobody is mailed by the upload.
          </p>
          <ActionForm act="add-subscribers" action={uploadSubscribers} className="grid max-w-md gap-3">
            <CsvField />
            <SubmitButton>See what it does</SubmitButton>
          </ActionForm>
        </Card>
      </Part>
      <p className="mt-4">
        <a href="/desk/subscribers">Back to all subscribers</a>
      </p>
    </div>
  )
}

/** What the last file did, as its form left it in the address. */
function Applied({ counts }: { counts: string | string[] | undefined }) {
  const found =
    typeof counts === 'string' ? /^(confirmed|invited)-(\d{1,9})-(\d{1,9})-(\d{1,9})$/.exec(counts) : null
  if (!found) return null
  const [, standing, fresh, pending, confirmed] = found
  return (
    <p role="status" className="mt-4 text-ok">
      {standing === 'confirmed'
        ? `Entered: ${fresh} new, ${pending} that were not confirmed, ${confirmed} that got notices already. Nobody was mailed.`
        : `${fresh} new and ${pending} that were not confirmed are asked by mail, one after the other.`}
    </p>
  )
}
