import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card } from '#app/_components/desk/card.tsx'
import { CheckField, ChoiceField } from '#app/_components/desk/field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { saveLanguages } from '#app/desk/(staff)/settings/actions.ts'
import { languageCodes, languages } from '#lib/rules/languages/language.ts'
import type { KeptSite } from '#lib/rules/settings/site-settings.ts'

/** Which language the site is in, and which others its readers may choose. */
export function SiteLanguages({ kept }: { kept: KeptSite }) {
  return (
    <Card>
      <h2 className="section-title">Languages</h2>
      <p className="max-w-prose text-soft">
        All that Allclear itself says is in the language of its reader: pages, mails and messages. What you
        write is translated by nobody but you. The pages of a further language have it in their address, such
        as {'/de/servers/web07'}; readers are led there by their browser or choose it on any page, and
        subscribers are written to in the language in which they subscribed, until they choose another among
        what they get.
      </p>
      <ActionForm act="change-site" action={saveLanguages} className="grid max-w-xl gap-4">
        <input type="hidden" name="seen" value={kept.version} />
        <ChoiceField
          label="The site’s own"
          name="language"
          defaultValue={kept.language}
          hint="Its pages have the plain addresses. Who has chosen none reads it, and who has chosen one that is not offered any more."
          choices={languageCodes.map(code => ({ value: code, word: languages[code].name }))}
        />
        <fieldset className="min-w-0">
          <legend className="text-sm font-semibold">Readers may choose besides</legend>
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
        <SubmitButton>Offer these</SubmitButton>
      </ActionForm>
    </Card>
  )
}
