import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { addReseller } from '#app/desk/(staff)/brands/actions.ts'
import { requireStaff } from '#app/desk/session.ts'

export const metadata: Metadata = { title: 'Add a brand' }

export default async function NewBrandPage() {
  await requireStaff()
  return (
    <>
      <Headline>Add a brand</Headline>
      <p className="max-w-prose text-soft">
        <a href="/desk/brands">All brands</a>. It shows no server until you say which are theirs.
      </p>
      <Card>
        <ActionForm act="add-brand" action={addReseller} className="grid max-w-xl gap-4">
          <TextField
            label="Host name"
            name="host"
            hint="Such as status.reseller.com: its DNS leads to your proxy, and your proxy passes it on with this name."
            maxLength={253}
            autoComplete="off"
          />
          <TextField
            label="Name"
            name="name"
            hint="As their customers know them"
            maxLength={80}
            autoComplete="off"
          />
          <OptionalField label="Sender’s name" name="senderName" maxLength={80} />
          <TextField
            label="Sender’s address"
            name="senderAddress"
            type="email"
            hint="Their mails come from it, and what cannot be delivered goes back to it. Its domain has to name your mail server."
            maxLength={200}
            autoComplete="off"
          />
          <SubmitButton>Add it</SubmitButton>
        </ActionForm>
      </Card>
    </>
  )
}
