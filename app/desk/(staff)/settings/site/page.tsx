import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { FixedField } from '#app/desk/(staff)/settings/_parts/fixed-field.tsx'
import { SettingsPage } from '#app/desk/(staff)/settings/_parts/settings-page.tsx'
import { saveSite } from '#app/desk/(staff)/settings/actions.ts'
import type { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { fixedBy, ourSite } from '#lib/site.ts'
import { SiteLanguages } from './_parts/site-languages.tsx'

export const metadata: Metadata = { title: 'Name, addresses and languages' }

export default function SitePage() {
  return (
    <SettingsPage
      title="What the site is called, where it leads, and in which languages"
      where="The name stands on every page, in every mail and message, and in what programs read. The addresses and the text stand at the end of each page, and of each mail."
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
          <FixedField label="Name" value={ourSite().name} variable={variable} />
        ) : (
          <OptionalField
            label="Name"
            name="name"
            defaultValue={kept.name ?? ''}
            hint="Such as Example Hosting. Left empty, the site is called Allclear."
            maxLength={80}
          />
        )}
        <OptionalField
          label="Your website"
          name="home"
          defaultValue={kept.home ?? ''}
          hint="Such as https://example.com"
          maxLength={300}
        />
        <OptionalField
          label="Help"
          name="support"
          defaultValue={(kept.support ?? '').replace(/^mailto:/, '')}
          hint="A page, or a mail address"
          maxLength={300}
        />
        <OptionalField label="Imprint" name="imprint" defaultValue={kept.imprint ?? ''} maxLength={300} />
        <OptionalField label="Privacy" name="privacy" defaultValue={kept.privacy ?? ''} maxLength={300} />
        <OptionalField
          label="Text at the end of each page"
          name="footer"
          defaultValue={kept.footer ?? ''}
          hint="One line, such as your company and where it is registered"
          maxLength={300}
        />
        <SubmitButton>Save</SubmitButton>
      </ActionForm>
    </Card>
  )
}
