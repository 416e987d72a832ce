import { z } from 'zod'

/** By what and as whom mail goes out. */
const MailWay = z.object({ provider: z.string(), from: z.string() })
export type MailWay = z.infer<typeof MailWay>

/** What the environment says of the site, as readers see it. */
const SiteFacts = z.object({ name: z.string(), url: z.string(), zone: z.string() })
export type SiteFacts = z.infer<typeof SiteFacts>

/** What is kept of the first steps. Times are ISO 8601. */
export const KeptFirstRun = z.object({
  /** The last test mail, by whose code somebody shows that it has arrived. */
  testMail: z.object({ id: z.string(), to: z.string(), at: z.string() }).optional(),
  /** The way that mail took when it was shown to arrive. */
  proof: MailWay.extend({ to: z.string(), at: z.string() }).optional(),
  /** What somebody of the staff called right. */
  site: SiteFacts.optional(),
  /** Somebody does without the rest. */
  dismissedAt: z.string().optional(),
})
export type KeptFirstRun = z.infer<typeof KeptFirstRun>

/** In the order in which they are best done. */
export const firstSteps = ['servers', 'source', 'mail', 'site', 'colleague'] as const
export type FirstStep = (typeof firstSteps)[number]

export type FirstRunFacts = {
  servers: number
  /** Sources that were heard, apart from tests of our own. */
  sourcesHeard: number
  staff: number
  kept: KeptFirstRun
  way: MailWay
  site: SiteFacts
}

/** isOpen: there is something left to do, and nobody has put it aside. */
export type FirstRun = { steps: { is: FirstStep; isDone: boolean }[]; left: number; isOpen: boolean }

/** What of the first steps is true by now. */
export function firstRunOf({ servers, sourcesHeard, staff, kept, way, site }: FirstRunFacts): FirstRun {
  const isDone: Record<FirstStep, boolean> = {
    servers: servers > 0,
    source: sourcesHeard > 0,
    mail: isMailProven(kept, way),
    site: kept.site !== undefined && isSameSite(kept.site, site),
    colleague: staff > 1,
  }
  const steps = firstSteps.map(is => ({ is, isDone: isDone[is] }))
  const left = steps.filter(step => !step.isDone).length
  return { steps, left, isOpen: left > 0 && kept.dismissedAt === undefined }
}

/** Mail into files reaches nobody, and what came by another way proves nothing of this one. */
function isMailProven({ proof }: KeptFirstRun, { provider, from }: MailWay): boolean {
  return provider !== 'outbox' && proof?.provider === provider && proof.from === from
}

function isSameSite(a: SiteFacts, b: SiteFacts): boolean {
  return a.name === b.name && a.url === b.url && a.zone === b.zone
}
