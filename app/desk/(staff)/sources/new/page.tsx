import type { Metadata } from 'next'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { ChoiceField, TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { toolChoices } from '#app/desk/(staff)/sources/_parts/source-settings.tsx'
import { TokenForm } from '#app/desk/(staff)/sources/_parts/token-form.tsx'
import { createSource } from '#app/desk/(staff)/sources/actions.ts'
import { requireStaff } from '#app/desk/session.ts'

export const metadata: Metadata = { title: 'Add a source' }

export default async function NewSourcePage() {
  await requireStaff()
  return (
    <div className="max-w-3xl">
      <Headline>Add a source</Headline>
      <div className="mt-6">
        <Card>
          <TokenForm action={createSource} className="grid max-w-md gap-4">
            <TextField
              label="Name"
              name="name"
              hint="As staff know it: Prometheus in Dallas."
              maxLength={80}
              autoComplete="off"
            />
            <ChoiceField label="Tool" name="format" choices={toolChoices} />
            <SubmitButton>Make its token</SubmitButton>
          </TokenForm>
        </Card>
      </div>
    </div>
  )
}
