import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline } from '#app/_components/desk/card.tsx'
import { TextField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { addReseller } from '#app/desk/(staff)/brands/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskBrands.newPage.addABrand') })

export default async function NewBrandPage() {
  await requireStaff()
  return (
    <>
      <Headline>{staffWords('deskBrands.newPage.addABrand')}</Headline>
      <p className="max-w-prose text-soft">
        {staffWords.rich('deskBrands.newPage.allBrandsItShows', {
          brands: text => <a href="/desk/brands">{text}</a>,
        })}
      </p>
      <Card>
        <ActionForm act="add-brand" action={addReseller} className="grid max-w-xl gap-4">
          <TextField
            label={staffWords('deskBrands.newPage.hostName')}
            name="host"
            hint={staffWords('deskBrands.newPage.suchAsStatusReseller')}
            maxLength={253}
            autoComplete="off"
          />
          <TextField
            label={staffWords('deskBrands.newPage.name')}
            name="name"
            hint={staffWords('deskBrands.newPage.asTheirCustomersKnow')}
            maxLength={80}
            autoComplete="off"
          />
          <OptionalField
            label={staffWords('deskBrands.newPage.sendersName')}
            name="senderName"
            maxLength={80}
          />
          <TextField
            label={staffWords('deskBrands.newPage.sendersAddress')}
            name="senderAddress"
            type="email"
            hint={staffWords('deskBrands.newPage.senderHint')}
            maxLength={200}
            autoComplete="off"
          />
          <SubmitButton>{staffWords('deskBrands.newPage.addIt')}</SubmitButton>
        </ActionForm>
      </Card>
    </>
  )
}
