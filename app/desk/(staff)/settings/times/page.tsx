import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { ChoiceField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { FixedField } from '#app/desk/(staff)/settings/_parts/fixed-field.tsx'
import { SettingsPage } from '#app/desk/(staff)/settings/_parts/settings-page.tsx'
import { saveTimes } from '#app/desk/(staff)/settings/actions.ts'
import { zonesByRegion } from '#lib/rules/time/zone.ts'
import { fixedBy, ourSite } from '#lib/site.ts'

export const metadata: Metadata = { title: 'Times' }

export default function TimesPage() {
  const variable = fixedBy('zone')
  const zones = zonesByRegion().flatMap(region => region.places.map(place => place.zone))
  return (
    <SettingsPage
      title="By which clock times are told"
      where="In this zone are the times of pages without scripts, of programs, of the desk, and of mails to readers whose own zone is not known. The first day of the week orders the calendar of what was."
    >
      {kept => (
        <Card>
          <ActionForm act="change-site" action={saveTimes} className="grid max-w-xl gap-4">
            <input type="hidden" name="seen" value={kept.version} />
            {variable ? (
              <FixedField label="Time zone" value={ourSite().zone} variable={variable} />
            ) : (
              <ChoiceField
                label="Time zone"
                name="zone"
                defaultValue={ourSite().zone}
                choices={zones.map(value => ({ value, word: value.replaceAll('_', ' ') }))}
              />
            )}
            <ChoiceField
              label="Weeks begin on"
              name="weekStart"
              defaultValue={kept.weekStart}
              choices={[
                { value: 'monday', word: 'Monday' },
                { value: 'sunday', word: 'Sunday' },
              ]}
            />
            <SubmitButton>Save</SubmitButton>
          </ActionForm>
        </Card>
      )}
    </SettingsPage>
  )
}
