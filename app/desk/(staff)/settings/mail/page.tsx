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
import { staffWords } from '#app/desk/staff-words.ts'
import { readSender } from '#lib/rules/settings/site-address.ts'
import { fixedBy, ourSite } from '#lib/site.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskSettings.mailPage.mailSender') })

export default async function MailSenderPage() {
  const { staffMember } = await requireStaff()
  const variable = fixedBy('mailFrom')
  const sender = readSender(ourSite().mailFrom)
  return (
    <SettingsPage
      title={staffWords('deskSettings.mailPage.asWhomMailGoes')}
      where={staffWords('deskSettings.mailPage.senderHint')}
    >
      {kept => (
        <>
          <Card>
            {variable ? (
              <FixedField
                label={staffWords('deskSettings.mailPage.sender')}
                value={ourSite().mailFrom}
                variable={variable}
              />
            ) : (
              <ActionForm act="change-site" action={saveSender} className="grid max-w-xl gap-4">
                <input type="hidden" name="seen" value={kept.version} />
                <OptionalField
                  label={staffWords('deskSettings.mailPage.name')}
                  name="senderName"
                  defaultValue={sender.name}
                  maxLength={80}
                />
                <TextField
                  label={staffWords('deskSettings.mailPage.address')}
                  name="senderAddress"
                  type="email"
                  defaultValue={sender.address}
                  maxLength={200}
                />
                <SubmitButton>{staffWords('deskSettings.mailPage.save')}</SubmitButton>
              </ActionForm>
            )}
          </Card>
          <Part title={staffWords('deskSettings.mailPage.doesItArrive')}>
            <Card>
              <ActionForm act="send-test-mail" action={mailCode} className="grid gap-2">
                <SubmitButton look="side">
                  {staffWords('deskSettings.mailPage.mailTest', { email: staffMember.email })}
                </SubmitButton>
              </ActionForm>
              <p className="text-sm">
                <a href="/desk/mail">{staffWords('deskSettings.mailPage.whatMailboxesCanCheck')}</a>
              </p>
            </Card>
          </Part>
        </>
      )}
    </SettingsPage>
  )
}
