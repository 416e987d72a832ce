import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { SwitchFields } from '#app/desk/(staff)/indicators/_parts/entry-fields.tsx'
import { ImportForm } from '#app/desk/(staff)/indicators/_parts/import-form.tsx'
import { applyGiven, previewSigns } from '#app/desk/(staff)/indicators/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskIndicators.importPage.importIndicators'),
})

const formWords = () => ({
  list: staffWords('deskIndicators.importForm.list'),
  file: staffWords('deskIndicators.importForm.file'),
  see: staffWords('deskIndicators.importForm.see'),
  whatIsLeftOut: staffWords('deskIndicators.importForm.whatIsLeftOut'),
  leftOut: staffWords('deskIndicators.importForm.leftOut'),
  another: staffWords('deskIndicators.importForm.another'),
})

export default async function ImportIndicatorsPage() {
  await requireStaff()
  return (
    <>
      <p className="mt-6 text-sm">
        <a href="/desk/indicators">{staffWords('deskIndicators.importPage.indicators')}</a>
      </p>
      <Headline>{staffWords('deskIndicators.importPage.aListOfIndicators')}</Headline>
      <p className="mb-4 max-w-prose text-soft">
        {staffWords.rich('deskIndicators.importPage.linesHint', { code: text => <code>{text}</code> })}
      </p>
      <ImportForm preview={previewSigns} apply={applyGiven} words={formWords()}>
        <TextField
          label={staffWords('deskIndicators.importForm.tagForAll')}
          name="tag"
          required={false}
          maxLength={40}
        />
        <TextField
          label={staffWords('deskIndicators.importForm.whereTheyWerePublished')}
          name="reference"
          required={false}
          maxLength={300}
        />
        <SwitchFields isActive={false} isPublic={false} />
        <SubmitButton>{staffWords('deskIndicators.importForm.addThem')}</SubmitButton>
      </ImportForm>
    </>
  )
}
