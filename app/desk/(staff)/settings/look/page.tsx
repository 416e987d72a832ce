import type { Metadata } from 'next'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { AccentFields } from '#app/desk/(staff)/settings/_parts/accent-fields.tsx'
import { HeadPreview } from '#app/desk/(staff)/settings/_parts/head-preview.tsx'
import { SettingsPage } from '#app/desk/(staff)/settings/_parts/settings-page.tsx'
import { SheetField } from '#app/desk/(staff)/settings/_parts/sheet-field.tsx'
import { saveLook } from '#app/desk/(staff)/settings/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readSiteFile } from '#db/reads/settings/site.ts'
import { ourSite } from '#lib/site.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskSettings.lookPage.coloursAndStyle'),
})

const themeChoices = () => [
  { value: 'paper', word: staffWords('deskSettings.lookPage.paperTheme') },
  { value: 'slate', word: staffWords('deskSettings.lookPage.slateCool') },
  { value: 'plain', word: staffWords('deskSettings.lookPage.plainBlackOnWhite') },
]

export default async function LookPage() {
  const { db } = await requireStaff()
  const { sheet } = ourSite()
  const css = sheet ? ((await readSiteFile(db, sheet.name))?.toString() ?? '') : ''
  return (
    <SettingsPage
      title={staffWords('deskSettings.lookPage.intro')}
      where={staffWords('deskSettings.lookPage.accentHint')}
    >
      {kept => (
        <>
          <Card>
            <ActionForm act="change-site" action={saveLook} className="grid gap-4">
              <input type="hidden" name="seen" value={kept.version} />
              <div className="grid max-w-xl gap-4">
                <ChoiceField
                  label={staffWords('deskSettings.lookPage.theme')}
                  name="theme"
                  defaultValue={kept.theme}
                  choices={themeChoices()}
                />
                <AccentFields accentLight={kept.accentLight} accentDark={kept.accentDark} />
              </div>
              <SheetField
                css={css}
                label={staffWords('deskSettings.sheetField.styleSheet')}
                hint={staffWords.rich('deskSettings.sheetField.cssOfAtMost', {
                  link: text => <a href="/desk/help/look">{text}</a>,
                })}
              />
              <SubmitButton>{staffWords('deskSettings.lookPage.save')}</SubmitButton>
            </ActionForm>
          </Card>
          <Part title={staffWords('deskSettings.lookPage.whatItLooksLike')}>
            <HeadPreview site={ourSite()} />
          </Part>
        </>
      )}
    </SettingsPage>
  )
}
