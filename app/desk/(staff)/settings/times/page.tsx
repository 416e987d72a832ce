import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { ChoiceField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { FixedField } from '#app/desk/(staff)/settings/_parts/fixed-field.tsx'
import { SettingsPage } from '#app/desk/(staff)/settings/_parts/settings-page.tsx'
import { saveTimes } from '#app/desk/(staff)/settings/actions.ts'
import { zoneChoices } from '#app/desk/(staff)/settings/settings-words.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { fixedBy, ourSite } from '#lib/site.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskSettings.timesPage.times') })

export default function TimesPage() {
  const variable = fixedBy('zone')
  return (
    <SettingsPage
      title={staffWords('deskSettings.timesPage.byWhichClockTimes')}
      where={staffWords('deskSettings.timesPage.zoneHint')}
    >
      {kept => (
        <Card>
          <ActionForm act="change-site" action={saveTimes} className="grid max-w-xl gap-4">
            <input type="hidden" name="seen" value={kept.version} />
            {variable ? (
              <FixedField
                label={staffWords('deskSettings.timesPage.timeZone')}
                value={ourSite().zone}
                variable={variable}
              />
            ) : (
              <ChoiceField
                label={staffWords('deskSettings.timesPage.timeZone')}
                name="zone"
                defaultValue={ourSite().zone}
                choices={zoneChoices()}
              />
            )}
            <ChoiceField
              label={staffWords('deskSettings.timesPage.firstDay')}
              name="weekStart"
              defaultValue={kept.weekStart}
              choices={[
                { value: 'monday', word: staffWords('deskSettings.timesPage.monday') },
                { value: 'sunday', word: staffWords('deskSettings.timesPage.sunday') },
              ]}
            />
            <SubmitButton>{staffWords('deskSettings.timesPage.save')}</SubmitButton>
          </ActionForm>
        </Card>
      )}
    </SettingsPage>
  )
}
