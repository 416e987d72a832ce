import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { mailCode } from '#app/desk/(staff)/first-run/actions.ts'
import { FixedField } from '#app/desk/(staff)/settings/_parts/fixed-field.tsx'
import { SettingsPage } from '#app/desk/(staff)/settings/_parts/settings-page.tsx'
import { saveSender } from '#app/desk/(staff)/settings/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readSender } from '#lib/rules/settings/site-address.ts'
import { fixedBy, ourSite } from '#lib/site.ts'

export const metadata: Metadata = { title: 'Mail sender' }

export default async function MailSenderPage() {
  const { staffMember } = await requireStaff()
  const variable = fixedBy('mailFrom')
  const sender = readSender(ourSite().mailFrom)
  return (
    <SettingsPage
      title="As whom mail goes out"
      where="The name and the address stand above every mail. Mailboxes believe them only where the address’s domain names your mail server."
    >
      {kept => (
        <>
          <Card>
            {variable ? (
              <FixedField label="Sender" value={ourSite().mailFrom} variable={variable} />
            ) : (
              <ActionForm act="change-site" action={saveSender} className="grid max-w-xl gap-4">
                <input type="hidden" name="seen" value={kept.version} />
                <OptionalField label="Name" name="senderName" defaultValue={sender.name} maxLength={80} />
                <TextField
                  label="Address"
                  name="senderAddress"
                  type="email"
                  defaultValue={sender.address}
                  maxLength={200}
                />
                <SubmitButton>Save</SubmitButton>
              </ActionForm>
            )}
          </Card>
          <Part title="Does it arrive?">
            <Card>
              <ActionForm act="send-test-mail" action={mailCode} className="grid gap-2">
                <SubmitButton look="side">Mail a letter to {staffMember.email}</SubmitButton>
              </ActionForm>
              <p className="text-sm">
                <a href="/desk/mail">What mailboxes can check of the domain</a>
              </p>
            </Card>
          </Part>
        </>
      )}
    </SettingsPage>
  )
}
