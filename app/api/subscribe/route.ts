import { forPeople } from '#app/api/answered.ts'
import { ownForms } from '#app/api/form-site.ts'
import { takeSubscription } from './take-subscription.ts'

/** Takes the form of /subscribe. */
export const POST = forPeople(request => takeSubscription(request, ownForms))
