import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { ConsentFields } from '#app/desk/(staff)/subscribers/_parts/consent-fields.tsx'
import { consentWords } from '#app/desk/(staff)/subscribers/_parts/consent-words.ts'
import { addByHand } from '#app/desk/(staff)/subscribers/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskSubscribers.newPage.addASubscriber'),
})

export default async function NewSubscriberPage() {
  await requireStaff()
  return (
    <div className="max-w-3xl">
      <Headline>{staffWords('deskSubscribers.newPage.addASubscriber')}</Headline>
      <Card>
        <ActionForm act="add-subscribers" action={addByHand} className="grid max-w-2xl gap-4">
          <TextField
            label={staffWords('deskSubscribers.newPage.eMailAddress')}
            name="email"
            type="email"
            maxLength={254}
            autoComplete="off"
          />
          <TextField
            label={staffWords('deskSubscribers.newPage.watch')}
            name="watch"
            maxLength={2000}
            autoComplete="off"
            hint={staffWords('deskSubscribers.newPage.serversGroupsOrDomains')}
          />
          <ConsentFields words={consentWords(1)} />
          <SubmitButton>{staffWords('deskSubscribers.newPage.add')}</SubmitButton>
        </ActionForm>
      </Card>
      <p className="mt-4">
        <a href="/desk/subscribers">{staffWords('deskSubscribers.newPage.backToAllSubscribers')}</a>
      </p>
    </div>
  )
}
