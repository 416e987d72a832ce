import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { KeptSite } from '#lib/rules/settings/site-settings.ts'

type Addressed = Pick<KeptSite, 'home' | 'support' | 'imprint' | 'privacy' | 'footer'>

type Props = {
  site: Addressed
  /** What a site's own home is called: of the hoster, or of a brand. */
  home: string
  hints: { home?: string; support: string; footer?: string }
}

const longest = 300

/** Where the pages of a site lead, and their last line. */
export function AddressFields({ site, home, hints }: Props) {
  return (
    <>
      <OptionalField
        label={home}
        name="home"
        defaultValue={site.home ?? ''}
        hint={hints.home}
        maxLength={longest}
      />
      <OptionalField
        label={staffWords('deskSettings.sitePage.help')}
        name="support"
        defaultValue={(site.support ?? '').replace(/^mailto:/, '')}
        hint={hints.support}
        maxLength={longest}
      />
      <OptionalField
        label={staffWords('deskSettings.sitePage.imprint')}
        name="imprint"
        defaultValue={site.imprint ?? ''}
        maxLength={longest}
      />
      <OptionalField
        label={staffWords('deskSettings.sitePage.privacy')}
        name="privacy"
        defaultValue={site.privacy ?? ''}
        maxLength={longest}
      />
      <OptionalField
        label={staffWords('deskSettings.sitePage.textAtTheEnd')}
        name="footer"
        defaultValue={site.footer ?? ''}
        hint={hints.footer}
        maxLength={longest}
      />
    </>
  )
}
