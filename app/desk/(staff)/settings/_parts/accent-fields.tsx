import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { KeptSite } from '#lib/rules/settings/site-settings.ts'

/** The accents of a site by day and by night. */
export function AccentFields({ accentLight, accentDark }: Pick<KeptSite, 'accentLight' | 'accentDark'>) {
  return (
    <>
      <OptionalField
        label={staffWords('deskSettings.lookPage.accentByDay')}
        name="accentLight"
        defaultValue={accentLight ?? ''}
        hint={staffWords('deskSettings.lookPage.accentColourHint')}
        maxLength={7}
      />
      <OptionalField
        label={staffWords('deskSettings.lookPage.accentByNight')}
        name="accentDark"
        defaultValue={accentDark ?? ''}
        hint={staffWords('deskSettings.lookPage.nightAccentHint')}
        maxLength={7}
      />
    </>
  )
}
