import { forPeople } from '#app/api/answered.ts'
import { ownForms } from '#app/api/form-site.ts'
import { takeConfirmation } from './take-confirmation.ts'

/** Takes the button of /confirm/<token>. */
export const POST = forPeople(request => takeConfirmation(request, ownForms))
