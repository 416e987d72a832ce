import { forPeople } from '#app/api/answered.ts'
import { ownForms } from '#app/api/form-site.ts'
import { takeLinkAsk } from './take-link-ask.ts'

/** Takes the form of /preferences. */
export const POST = forPeople(request => takeLinkAsk(request, ownForms))
