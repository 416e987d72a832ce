import { z } from 'zod'
import { idField } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { importedProducts } from '#lib/rules/imports/products.ts'
import { Zone } from '#lib/rules/time/zone.ts'

const noFile = { error: () => staffWords('deskImports.importForms.missingFile') }
const tooLong = (most: number) => ({
  error: () => staffWords('deskImports.importForms.isLongerThan', { most: String(most) }),
})
const names = importedProducts.map(({ name }) => name)

const common = {
  product: z.enum(names, { error: () => staffWords('deskImports.importForms.notInList') }),
  page: z.string().trim().max(200, tooLong(200)).default(''),
  zone: Zone.default('UTC'),
}

export const importForms = {
  file: z.object({
    ...common,
    file: z.instanceof(File, noFile).refine(file => file.size > 0, noFile),
  }),
  address: z.object({
    ...common,
    address: z
      .url({ protocol: /^https$/, error: () => staffWords('deskImports.importForms.isNoneThatBegins') })
      .max(500, { error: () => staffWords('deskImports.importForms.isTooLong') }),
    secret: z.string().trim().max(1000, tooLong(1000)).default(''),
  }),
  one: z.object({ importId: idField }),
}
