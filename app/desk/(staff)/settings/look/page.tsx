import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField } from '#app/_components/desk/field.tsx'
import { OptionalField } from '#app/_components/desk/forms/optional-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { HeadPreview } from '#app/desk/(staff)/settings/_parts/head-preview.tsx'
import { SettingsPage } from '#app/desk/(staff)/settings/_parts/settings-page.tsx'
import { SheetField } from '#app/desk/(staff)/settings/_parts/sheet-field.tsx'
import { saveLook } from '#app/desk/(staff)/settings/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { readSiteFile } from '#db/reads/settings/site.ts'
import { ourSite } from '#lib/site.ts'

export const metadata: Metadata = { title: 'Colours and style' }

const themeChoices = [
  { value: 'paper', word: 'Paper: warm, the one it comes with' },
  { value: 'slate', word: 'Slate: cool' },
  { value: 'plain', word: 'Plain: black on white, with the most contrast' },
]

export default async function LookPage() {
  const { db } = await requireStaff()
  const { sheet } = ourSite()
  const css = sheet ? ((await readSiteFile(db, sheet.name))?.toString() ?? '') : ''
  return (
    <SettingsPage
      title="Colours and style of the public pages"
      where="The accent is the colour of the name and of the main buttons, and of the name in mails. The desk keeps its own look. Each theme is there by day and by night, as the reader’s device says."
    >
      {kept => (
        <>
          <Card>
            <ActionForm act="change-site" action={saveLook} className="grid gap-4">
              <input type="hidden" name="seen" value={kept.version} />
              <div className="grid max-w-xl gap-4">
                <ChoiceField label="Theme" name="theme" defaultValue={kept.theme} choices={themeChoices} />
                <OptionalField
                  label="Accent by day"
                  name="accentLight"
                  defaultValue={kept.accentLight ?? ''}
                  hint="Such as #24508f. It has to be read on the theme’s paper: 4.5 to 1."
                  maxLength={7}
                />
                <OptionalField
                  label="Accent by night"
                  name="accentDark"
                  defaultValue={kept.accentDark ?? ''}
                  hint="Left empty, it is the lighter form of the one by day that can be read."
                  maxLength={7}
                />
              </div>
              <SheetField css={css} />
              <SubmitButton>Save</SubmitButton>
            </ActionForm>
          </Card>
          <Part title="What it looks like now">
            <HeadPreview site={ourSite()} />
          </Part>
        </>
      )}
    </SettingsPage>
  )
}
