import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { StandingFields } from '#app/desk/(staff)/subscribers/_parts/standing-fields.tsx'
import { addByHand } from '#app/desk/(staff)/subscribers/actions.ts'
import { requireStaff } from '#app/desk/session.ts'

export const metadata: Metadata = { title: 'Add a subscriber' }

export default async function NewSubscriberPage() {
  await requireStaff()
  return (
    <div className="max-w-3xl">
      <Headline>Add a subscriber</Headline>
      <Card>
        <ActionForm act="add-subscribers" action={addByHand} className="grid max-w-2xl gap-4">
          <TextField label="E-mail address" name="email" type="email" maxLength={254} autoComplete="off" />
          <TextField
            label="What they hear of"
            name="watch"
            maxLength={2000}
            autoComplete="off"
            hint="Servers, groups or domains, with ; between them, such as “web07; example.com”. Or “all” for all servers."
          />
          <StandingFields count={1} />
          <SubmitButton>Add</SubmitButton>
        </ActionForm>
      </Card>
      <p className="mt-4">
        <a href="/desk/subscribers">Back to all subscribers</a>
      </p>
    </div>
  )
}
