import { z } from 'zod'
import { emailField, idField, isTicked, line } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { mostConsent } from '#lib/rules/subscribers/subscriber-line.ts'

const noFile = () => staffWords('deskSubscribers.subscriberForms.missingFile')

/** Whether somebody vouches for the consent, and where it was given; that is needed only then. */
const standing = {
  standing: z.enum(['invited', 'confirmed'], {
    error: () => staffWords('deskSubscribers.subscriberForms.notInList'),
  }),
  origin: z
    .string()
    .trim()
    .max(mostConsent, {
      error: () => staffWords('deskSubscribers.subscriberForms.tooLong', { mostConsent }),
    })
    .default(''),
}

type Typed = { standing: 'invited' | 'confirmed'; origin: string }
const isProven = ({ standing: chosen, origin }: Typed) => chosen === 'invited' || origin.length >= 5
const proofMissing = {
  path: ['origin'],
  error: () => staffWords('deskSubscribers.subscriberForms.missingProof'),
}

export const subscriberForms = {
  addition: z.object({ email: emailField, watch: line(2000), ...standing }).refine(isProven, proofMissing),
  upload: z.object({
    file: z.instanceof(File, { error: noFile }).refine(file => file.size > 0, { error: noFile }),
  }),
  application: z
    .object({ fileId: idField, all: z.enum(['', 'yes']).default(''), ...standing })
    .refine(isProven, proofMissing),
  one: z.object({ subscriberId: idField }),
  erasure: z.object({ email: emailField, isWithComments: isTicked }),
}
