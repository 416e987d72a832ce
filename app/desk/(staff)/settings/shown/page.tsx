import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { SettingsPage } from '#app/desk/(staff)/settings/_parts/settings-page.tsx'
import { saveShown } from '#app/desk/(staff)/settings/actions.ts'
import { type ShownPart, shownParts } from '#lib/rules/settings/site-settings.ts'

export const metadata: Metadata = { title: 'What readers see' }

const labels: Record<ShownPart, string> = {
  uptime: 'How much of the time a server was up, on its page',
  told: 'How many customers were told, on the board and below each post',
  comments: 'Comments below posts, and the form to write one',
  delay: 'How fast alerts were on these pages, in the history, once twenty were measured',
  meToo: 'The button “I have this too” of open incidents',
}

export default function ShownPage() {
  return (
    <SettingsPage
      title="What readers see"
      where="What is left out here is on no public page. Nothing is deleted: it is there again when you tick it."
    >
      {kept => (
        <Card>
          <ActionForm act="change-site" action={saveShown} className="grid max-w-xl gap-2">
            <input type="hidden" name="seen" value={kept.version} />
            {shownParts.map(part => (
              <CheckField key={part} label={labels[part]} name={part} isChecked={kept.shows[part]} />
            ))}
            <SubmitButton>Save</SubmitButton>
          </ActionForm>
        </Card>
      )}
    </SettingsPage>
  )
}
