import { forPeople } from '#app/api/answered.ts'
import { ownForms } from '#app/api/form-site.ts'
import { takeForgetting } from './take-forgetting.ts'

/** Takes the button of /preferences/<token>/forget. */
export const POST = forPeople(request => takeForgetting(request, ownForms))
