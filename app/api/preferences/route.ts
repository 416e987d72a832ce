import { forPeople } from '#app/api/answered.ts'
import { ownForms } from '#app/api/form-site.ts'
import { takePreferences } from './take-preferences.ts'

/** Takes the form of /preferences/<token>. */
export const POST = forPeople(request => takePreferences(request, ownForms))
