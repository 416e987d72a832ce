import { z } from 'zod'
import { idField } from '#app/desk/forms.ts'
import { importedProducts } from '#lib/rules/imports/products.ts'
import { Zone } from '#lib/rules/time/zone.ts'

const noFile = 'is missing: choose a file'
const names = importedProducts.map(({ name }) => name)

const common = {
  product: z.enum(names, 'is not in the list'),
  page: z.string().trim().max(200, 'is longer than 200 characters').default(''),
  zone: Zone.default('UTC'),
}

export const importForms = {
  file: z.object({
    ...common,
    file: z.instanceof(File, { error: noFile }).refine(file => file.size > 0, noFile),
  }),
  address: z.object({
    ...common,
    address: z
      .url({ protocol: /^https$/, error: 'is none that begins with https://' })
      .max(500, 'is too long'),
    secret: z.string().trim().max(1000, 'is longer than 1000 characters').default(''),
  }),
  one: z.object({ importId: idField }),
}
