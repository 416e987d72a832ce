import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { ImportForm } from '#app/desk/(staff)/indicators/_parts/import-form.tsx'
import { applyGiven, previewSigns } from '#app/desk/(staff)/indicators/actions.ts'
import { requireStaff } from '#app/desk/session.ts'

export const metadata: Metadata = { title: 'Import indicators' }

export default async function ImportIndicatorsPage() {
  await requireStaff()
  return (
    <>
      <p className="mt-6 text-sm">
        <a href="/desk/indicators">Indicators</a>
      </p>
      <Headline>A list of indicators</Headline>
      <p className="mb-4 max-w-prose text-soft">
        One a line, its kind by itself or said before it (<code>sha256 …</code>, <code>string: …</code>);
        lines that begin with # are remarks, and <code>hxxp</code> and <code>[.]</code> are read as meant. Or
        a STIX 2.1 bundle, of which equal values of files, addresses and domains are read. You see what it
        does before anything changes.
      </p>
      <ImportForm preview={previewSigns} apply={applyGiven} />
    </>
  )
}
