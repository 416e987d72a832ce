import { z } from 'zod'
import type { Lock } from './licences.ts'

/** What npm is asked for. Its own --omit=dev leaves out what the product and its tests both use. */
export const askForBill = [
  'sbom',
  '--sbom-format=cyclonedx',
  '--sbom-type=application',
  '--package-lock-only',
]

const Bill = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  metadata: z.looseObject({ component: z.looseObject({ name: z.string(), 'bom-ref': z.string() }) }),
  components: z.array(z.looseObject({ 'bom-ref': z.string(), name: z.string(), version: z.string() })),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()) })),
})
export type Bill = z.infer<typeof Bill>

/**
 * What npm printed, without what only development needs, and called by the product’s name: npm calls it after the folder that
 * it lies in. Throws where it printed no bill of materials.
 */
export function readBill(printed: string, product: string, { packages }: Lock): Bill {
  const bill = Bill.parse(JSON.parse(printed))
  const shipped = new Set(
    Object.entries(packages)
      .filter(([, { dev, link }]) => !dev && !link)
      .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`),
  )
  bill.metadata.component.name = product
  bill.components = bill.components.filter(({ name, version }) => shipped.has(`${name}@${version}`))
  const kept = new Set([bill.metadata.component, ...bill.components].map(each => each['bom-ref']))
  bill.dependencies = bill.dependencies
    .filter(({ ref }) => kept.has(ref))
    .map(each => Object.assign(each, { dependsOn: each.dependsOn.filter(ref => kept.has(ref)) }))
  return bill
}
