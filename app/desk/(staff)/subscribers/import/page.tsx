import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { CsvField } from '#app/_components/desk/forms/csv-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { SubscriberReport } from '#app/desk/(staff)/subscribers/_parts/subscriber-report.tsx'
import { uploadSubscribers } from '#app/desk/(staff)/subscribers/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { reportSubscribers } from '#lib/flows/subscribers/import-subscribers.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskSubscribers.importPage.importSubscribers'),
})

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
      <Headline>{staffWords('deskSubscribers.importPage.importSubscribers')}</Headline>
      <Applied counts={applied} />
      {report === 'gone' ? (
        <p className="text-slow">{staffWords('deskSubscribers.importPage.thisFileWasApplied')}</p>
      ) : null}
      {report && report !== 'gone' && typeof file === 'string' ? (
        <SubscriberReport fileId={file} isAllByDefault={isAllByDefault} report={report} />
      ) : null}
      <Part title={staffWords('deskSubscribers.importPage.uploadAFile')}>
        <Card>
          <p className="max-w-prose text-sm text-soft">
            {staffWords('deskSubscribers.importPage.csvTheFirstLine')}
          </p>
          <ActionForm act="add-subscribers" action={uploadSubscribers} className="grid max-w-md gap-3">
            <CsvField />
            <SubmitButton>{staffWords('deskSubscribers.importPage.seeWhatItDoes')}</SubmitButton>
          </ActionForm>
        </Card>
      </Part>
      <p className="mt-4">
        <a href="/desk/subscribers">{staffWords('deskSubscribers.importPage.backToAllSubscribers')}</a>
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
        ? staffWords('deskSubscribers.importPage.enteredFreshNewPending', {
            fresh: fresh ?? '',
            pending: pending ?? '',
            confirmed: confirmed ?? '',
          })
        : staffWords('deskSubscribers.importPage.freshNewAndPending', {
            fresh: fresh ?? '',
            pending: pending ?? '',
          })}
    </p>
  )
}
