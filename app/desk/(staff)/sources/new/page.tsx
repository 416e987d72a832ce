import type { Metadata } from 'next'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { ChoiceField, TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { toolChoices } from '#app/desk/(staff)/sources/_parts/source-settings.tsx'
import { TokenForm } from '#app/desk/(staff)/sources/_parts/token-form.tsx'
import { createSource } from '#app/desk/(staff)/sources/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskSources.newPage.addASource') })

export default async function NewSourcePage() {
  await requireStaff()
  return (
    <div className="max-w-3xl">
      <Headline>{staffWords('deskSources.newPage.addASource')}</Headline>
      <div className="mt-6">
        <Card>
          <TokenForm action={createSource} className="grid max-w-md gap-4">
            <TextField
              label={staffWords('deskSources.newPage.name')}
              name="name"
              hint={staffWords('deskSources.newPage.nameHint')}
              maxLength={80}
              autoComplete="off"
            />
            <ChoiceField label={staffWords('deskSources.newPage.tool')} name="format" choices={toolChoices} />
            <SubmitButton>{staffWords('deskSources.newPage.makeItsToken')}</SubmitButton>
          </TokenForm>
        </Card>
      </div>
    </div>
  )
}
