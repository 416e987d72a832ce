import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { SettingsPage } from '#app/desk/(staff)/settings/_parts/settings-page.tsx'
import { saveShown } from '#app/desk/(staff)/settings/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type ShownPart, shownParts } from '#lib/rules/settings/site-settings.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskSettings.shownPage.whatReadersSee'),
})

const labels = (): Record<ShownPart, string> => ({
  uptime: staffWords('deskSettings.shownPage.uptime'),
  told: staffWords('deskSettings.shownPage.howManyCustomersWere'),
  comments: staffWords('deskSettings.shownPage.comments'),
  delay: staffWords('deskSettings.shownPage.howFastAlertsWere'),
  meToo: staffWords('deskSettings.shownPage.theButtonIHave'),
})

export default function ShownPage() {
  return (
    <SettingsPage
      title={staffWords('deskSettings.shownPage.whatReadersSee')}
      where={staffWords('deskSettings.shownPage.whatIsLeftOut')}
    >
      {kept => (
        <Card>
          <ActionForm act="change-site" action={saveShown} className="grid max-w-xl gap-2">
            <input type="hidden" name="seen" value={kept.version} />
            {shownParts.map(part => (
              <CheckField key={part} label={labels()[part]} name={part} isChecked={kept.shows[part]} />
            ))}
            <SubmitButton>{staffWords('deskSettings.shownPage.save')}</SubmitButton>
          </ActionForm>
        </Card>
      )}
    </SettingsPage>
  )
}
