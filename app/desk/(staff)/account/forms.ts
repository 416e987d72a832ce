import { z } from 'zod'
import { idField, line } from '#app/desk/forms.ts'

/** What is sent from the page of one's own account. */
export const accountForms = {
  passkey: z.object({ id: idField }),
  name: z.object({ id: idField, name: line(60) }),
  session: z.object({ id: idField }),
  nothing: z.object({}),
}
