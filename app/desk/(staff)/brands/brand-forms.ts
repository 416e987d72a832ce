import { z } from 'zod'
import { settingsForms } from '#app/desk/(staff)/settings/settings-forms.ts'
import { emailField, idField, isTicked, line } from '#app/desk/forms.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readBrandHost } from '#lib/rules/brands/brand.ts'
import { Zone } from '#lib/rules/time/zone.ts'

const hostField = z
  .string()
  .transform(readBrandHost)
  .refine(host => host !== null, { error: () => staffWords('deskBrands.brandForms.isNoHostName') })

const brandId = idField
const sender = { senderName: z.string().trim().max(80).default(''), senderAddress: emailField }

export const brandForms = {
  added: z.object({ host: hostField, name: line(80) }).extend(sender),
  site: settingsForms.site.omit({ name: true }).extend({
    brandId,
    host: hostField,
    name: line(80),
    zone: Zone,
    uptime: isTicked,
    senderName: sender.senderName,
    senderAddress: sender.senderAddress,
  }),
  look: settingsForms.look.omit({ sheet: true }).extend({ brandId }),
  pictures: settingsForms.pictures.extend({ brandId }),
  servers: z.object({ brandId, servers: z.string().max(300_000).default('') }),
  retirement: z.object({ brandId }),
}
