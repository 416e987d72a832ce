import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { CheckField, ChoiceField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { saveLanguages } from '#app/desk/(staff)/settings/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { languageCodes, languages } from '#lib/rules/languages/language.ts'
import type { KeptSite } from '#lib/rules/settings/site-settings.ts'

/** Which language the site is in, and which others its readers may choose. */
export function SiteLanguages({ kept }: { kept: KeptSite }) {
  return (
    <Card>
      <h2 className="section-title">{staffWords('deskSettings.siteLanguages.languages')}</h2>
      <p className="max-w-prose text-soft">
        {staffWords('deskSettings.siteLanguages.allThatAllclearItself', { address: '/de/servers/web07' })}
      </p>
      <ActionForm act="change-site" action={saveLanguages} className="grid max-w-xl gap-4">
        <input type="hidden" name="seen" value={kept.version} />
        <ChoiceField
          label={staffWords('deskSettings.siteLanguages.theSitesOwn')}
          name="language"
          defaultValue={kept.language}
          hint={staffWords('deskSettings.siteLanguages.plainAddresses')}
          choices={languageCodes.map(code => ({ value: code, word: languages[code].name }))}
        />
        <fieldset className="min-w-0">
          <legend className="text-sm font-semibold">
            {staffWords('deskSettings.siteLanguages.readersMayChooseBesides')}
          </legend>
          <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3">
            {languageCodes.map(code => (
              <CheckField
                key={code}
                label={languages[code].name}
                name={`other-${code}`}
                isChecked={kept.otherLanguages.includes(code)}
              />
            ))}
          </div>
        </fieldset>
        <SubmitButton>{staffWords('deskSettings.siteLanguages.offerThese')}</SubmitButton>
      </ActionForm>
    </Card>
  )
}
