import { z } from 'zod'

/** How long sessions may live at most, whatever a site chooses: their cookies do not outlive it. */
export const mostSessionDays = 30

/** What a site says of signing in. idleHours: a session that nobody uses for as long ends. */
export const SignInRules = z.object({
  isPasskeyRequired: z.boolean().default(false),
  idleHours: z.number().int().min(1).max(168).default(12),
  sessionDays: z.number().int().min(1).max(mostSessionDays).default(14),
})
export type SignInRules = z.infer<typeof SignInRules>
