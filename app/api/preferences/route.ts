import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { changePreferences } from '#lib/flows/subscribers/change-preferences.ts'
import { readPreferencesForm } from '#lib/rules/subscribers/preferences.ts'
import { mostPreferencesFields } from '#lib/rules/subscribers/subscription.ts'

/** Takes the form of /preferences/<token>. */
async function answer(request: Request): Promise<Response> {
  const read = await readFields(request, mostPreferencesFields)
  if ('refusal' in read) return read.refusal
  const token = read.form.get('token') ?? ''
  const page = `/preferences/${encodeURIComponent(token)}`
  const form = readPreferencesForm(read.form)
  if (form.is === 'wrong') return seeOther(`${page}?problem=${form.problem}`)
  const result = await changePreferences(token, form, new Date())
  switch (result) {
    case 'changed':
      return seeOther(`${page}?saved=yes`)
    case 'no-target':
      return seeOther(`${page}?problem=target`)
    case 'many':
      return seeOther(`${page}?problem=many`)
    case 'invalid':
    case 'expired':
      return seeOther('/preferences/expired')
    case 'nothing':
    case 'suppressed':
      return seeOther(page)
  }
}

export const POST = forPeople(answer)
