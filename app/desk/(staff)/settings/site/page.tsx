import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { AddressFields } from '#app/desk/(staff)/settings/_parts/address-fields.tsx'
import { FixedField } from '#app/desk/(staff)/settings/_parts/fixed-field.tsx'
import { SettingsPage } from '#app/desk/(staff)/settings/_parts/settings-page.tsx'
import { saveSite } from '#app/desk/(staff)/settings/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { fixedBy, ourSite } from '#lib/site.ts'
import { SiteLanguages } from './_parts/site-languages.tsx'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskSettings.sitePage.nameAddressesAndLanguages'),
})

export default function SitePage() {
  return (
    <SettingsPage
      title={staffWords('deskSettings.sitePage.whatTheSiteIsCalled')}
      where={staffWords('deskSettings.sitePage.nameHint')}
    >
      {kept => (
        <>
          <NameAndAddresses kept={kept} />
          <SiteLanguages kept={kept} />
        </>
      )}
    </SettingsPage>
  )
}

function NameAndAddresses({ kept }: { kept: KeptSite }) {
  const variable = fixedBy('name')
  return (
    <Card>
      <ActionForm act="change-site" action={saveSite} className="grid max-w-xl gap-4">
        <input type="hidden" name="seen" value={kept.version} />
        {variable ? (
          <FixedField
            label={staffWords('deskSettings.sitePage.name')}
            value={ourSite().name}
            variable={variable}
          />
        ) : (
          <OptionalField
            label={staffWords('deskSettings.sitePage.name')}
            name="name"
            defaultValue={kept.name ?? ''}
            hint={staffWords('deskSettings.sitePage.suchAsExampleHosting')}
            maxLength={80}
          />
        )}
        <AddressFields
          site={kept}
          home={staffWords('deskSettings.sitePage.yourWebsite')}
          hints={{
            home: staffWords('deskSettings.sitePage.suchAsHttpsExample'),
            support: staffWords('deskSettings.sitePage.supportHint'),
            footer: staffWords('deskSettings.sitePage.footerHint'),
          }}
        />
        <SubmitButton>{staffWords('deskSettings.sitePage.save')}</SubmitButton>
      </ActionForm>
    </Card>
  )
}
