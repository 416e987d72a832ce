import type { FormSite } from '#app/api/form-site.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { changePreferences } from '#lib/flows/subscribers/change-preferences.ts'
import { currentLanguage, inLanguage, readerLanguage } from '#lib/language.ts'
import { isPlain, keepForm } from '#lib/processes/kept-forms.ts'
import { readPreferencesForm } from '#lib/rules/subscribers/preferences.ts'
import { mostPreferencesFields } from '#lib/rules/subscribers/subscription.ts'

/** Takes the form of /preferences/<token>. */
export async function takePreferences(request: Request, site: FormSite): Promise<Response> {
  const read = await readFields(request, mostPreferencesFields, site.url)
  if ('refusal' in read) return read.refusal
  const token = read.form.get('token') ?? ''
  const page = `/preferences/${encodeURIComponent(token)}`
  const form = readPreferencesForm(read.form)
  const backTo = (problem: string) =>
    isPlain(read.form) && site.brandId === null
      ? seeOther(keepForm({ kind: 'preferences', form: read.form, problems: [problem] }, new Date()))
      : seeOther(`${page}?problem=${problem}`)
  if (form.is === 'wrong') return backTo(form.problem)
  const result = await changePreferences(token, form, new Date(), undefined, site.brandId)
  switch (result) {
    case 'changed':
      return inLanguage(readerLanguage(form.language ?? currentLanguage()), () =>
        seeOther(`${page}?saved=yes`),
      )
    case 'no-target':
      return backTo('target')
    case 'many':
      return backTo('many')
    case 'invalid':
    case 'expired':
      return seeOther('/preferences/expired')
    case 'nothing':
    case 'suppressed':
      return seeOther(page)
  }
}
