import { forPeople } from '#app/api/answered.ts'
import { ownForms } from '#app/api/form-site.ts'
import { takeEnd } from './take-end.ts'

/** Takes the button of /unsubscribe/<token>. */
export const POST = forPeople(request => takeEnd(request, ownForms))
