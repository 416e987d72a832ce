import { z } from 'zod'
import { emailField, idField, isTicked, line } from '#app/desk/forms.ts'
import { mostConsent } from '#lib/rules/subscribers/subscriber-line.ts'

const noFile = 'is missing: choose a CSV file'

/** Whether somebody vouches for the consent, and where it was given; that is needed only then. */
const standing = {
  standing: z.enum(['invited', 'confirmed'], 'is not in the list'),
  origin: z.string().trim().max(mostConsent, `is longer than ${mostConsent} characters`).default(''),
}

type Typed = { standing: 'invited' | 'confirmed'; origin: string }
const isProven = ({ standing: chosen, origin }: Typed) => chosen === 'invited' || origin.length >= 5
const proofMissing = {
  path: ['origin'],
  message: 'is missing: say it in a few words, such as "Contract form, since 2021"',
}

export const subscriberForms = {
  addition: z.object({ email: emailField, watch: line(2000), ...standing }).refine(isProven, proofMissing),
  upload: z.object({ file: z.instanceof(File, { error: noFile }).refine(file => file.size > 0, noFile) }),
  application: z
    .object({ fileId: idField, all: z.enum(['', 'yes']).default(''), ...standing })
    .refine(isProven, proofMissing),
  one: z.object({ subscriberId: idField }),
  erasure: z.object({ email: emailField, isWithComments: isTicked }),
}
