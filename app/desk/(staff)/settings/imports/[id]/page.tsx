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

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskImports.onePage.comingFromAnotherProduct'),
})

export default async function ImportPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const preview = await previewImport(db, (await params).id)
  if (preview === 'gone') notFound()
  const { product, site } = preview.row
  return (
    <div className="max-w-3xl">
      <p className="mt-6 -mb-6 text-sm">
        <a href="/desk/settings/imports">{staffWords('deskImports.onePage.comingFromAnotherProduct')}</a>
      </p>
      <Headline>
        {staffWords('deskImports.onePage.fromProduct', {
          product: staffWords(`imports.product.${product}`),
          site,
        })}
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
              ? staffWords('deskImports.onePage.cutOff')
              : staffWords('deskImports.onePage.progress', {
                  state: importStateWords()[state],
                  count: doneCount,
                  of: doneOf,
                  hasOf: doneOf === '' ? 'no' : 'yes',
                })}
          </p>
          {isSilent && state === 'applying' ? (
            <ApplyForm id={id} word={staffWords('deskImports.onePage.goOn')} />
          ) : null}
          {state === 'reading' ? (
            <DropForm id={id} word={staffWords('deskImports.onePage.stopAndForget')} />
          ) : null}
          {isSilent ? null : (
            <WatchImport
              href={`/desk/settings/imports/${id}`}
              word={staffWords('deskImports.onePage.lookAgain')}
            />
          )}
        </>
      )
    case 'failed':
      return (
        <>
          <p role="alert" className="rounded-lg bg-down-bg px-4 py-3 text-down wrap-anywhere">
            {problemLine(staffWords, product, problem ?? 'unreadable-file', detail)}
          </p>
          <p className="mt-4">
            <a href="/desk/settings/imports">{staffWords('deskImports.onePage.tryAgain')}</a>
          </p>
        </>
      )
    case 'read':
      return (
        <>
          <PreviewParts preview={preview} />
          <div className="mt-6 flex flex-wrap items-start gap-3">
            {countFates(preview.counts, ['new', 'known', 'changed']) > 0 ? (
              <ApplyForm id={id} word={staffWords('deskImports.onePage.writeIt')} />
            ) : null}
            <DropForm id={id} word={staffWords('deskImports.onePage.forgetIt')} />
          </div>
        </>
      )
    case 'applied':
      return (
        <>
          <p role="status" className="text-ok">
            {staffWords('deskImports.onePage.itWasWrittenNobody')}
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
