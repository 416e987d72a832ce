import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline } from '#app/_components/desk/card.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { importStateWords } from '#app/desk/(staff)/settings/imports/_parts/import-words.ts'
import { PreviewParts } from '#app/desk/(staff)/settings/imports/_parts/preview-parts.tsx'
import { WatchImport } from '#app/desk/(staff)/settings/imports/_parts/watch-import.tsx'
import { applyRead, dropRead } from '#app/desk/(staff)/settings/imports/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type ImportPreview, previewImport } from '#lib/flows/imports/preview-import.ts'
import { countFates } from '#lib/rules/imports/import-counts.ts'
import { importSilentSeconds } from '#lib/rules/imports/import-life.ts'
import { later } from '#lib/rules/time/time.ts'
import { countLines, problemLine } from '#lib/words/imports/import-report.ts'

export const metadata: Metadata = { title: 'Coming from another product' }

export default async function ImportPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const preview = await previewImport(db, (await params).id)
  if (preview === 'gone') notFound()
  const { product, site } = preview.row
  return (
    <div className="max-w-3xl">
      <p className="mt-6 -mb-6 text-sm">
        <a href="/desk/settings/imports">Coming from another product</a>
      </p>
      <Headline>
        From {staffWords(`imports.product.${product}`)} {site}
      </Headline>
      <State preview={preview} now={new Date()} />
    </div>
  )
}

function State({ preview, now }: { preview: ImportPreview; now: Date }) {
  const { id, state, product, problem, detail, doneCount, doneOf, movedAt, counts } = preview.row
  const isSilent = movedAt < later(now, -importSilentSeconds)
  switch (state) {
    case 'reading':
    case 'applying':
      return (
        <>
          <p role="status">
            {isSilent
              ? 'Nothing has come of it for some minutes: its process was ended.'
              : `${importStateWords[state]}: ${doneCount.toLocaleString('en')} ${doneOf === '' ? '' : `(${doneOf})`}`}
          </p>
          {isSilent && state === 'applying' ? <ApplyForm id={id} word="Go on" /> : null}
          {state === 'reading' ? <DropForm id={id} word="Stop, and forget it" /> : null}
          {isSilent ? null : <WatchImport href={`/desk/settings/imports/${id}`} />}
        </>
      )
    case 'failed':
      return (
        <>
          <p role="alert" className="rounded-lg bg-down-bg px-4 py-3 text-down wrap-anywhere">
            {problemLine(staffWords, product, problem ?? 'unreadable-file', detail)}
          </p>
          <p className="mt-4">
            <a href="/desk/settings/imports">Try again</a>
          </p>
        </>
      )
    case 'read':
      return (
        <>
          <PreviewParts preview={preview} />
          <div className="mt-6 flex flex-wrap items-start gap-3">
            {countFates(preview.counts, ['new', 'known', 'changed']) > 0 ? (
              <ApplyForm id={id} word="Write it" />
            ) : null}
            <DropForm id={id} word="Forget it" />
          </div>
        </>
      )
    case 'applied':
      return (
        <>
          <p role="status" className="text-ok">
            It was written. Nobody was mailed.
          </p>
          <ul className="mt-3 list-disc pl-6">
            {countLines(staffWords, counts ?? preview.counts).map(line => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )
  }
}

function ApplyForm({ id, word }: { id: string; word: string }) {
  return (
    <ActionForm act="apply-import" action={applyRead} className="grid gap-3">
      <input type="hidden" name="importId" value={id} />
      <SubmitButton>{word}</SubmitButton>
    </ActionForm>
  )
}

function DropForm({ id, word }: { id: string; word: string }) {
  return (
    <ActionForm act="drop-import" action={dropRead} className="grid gap-3">
      <input type="hidden" name="importId" value={id} />
      <SubmitButton look="apart">{word}</SubmitButton>
    </ActionForm>
  )
}
