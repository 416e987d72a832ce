import { z } from 'zod'

/** What another product sends may lack whatever it likes: read leniently, never trusted. */
export const looseText = z.string().nullish().catch(null)
export const looseNumber = z.coerce.number().nullish().catch(null)
export const looseFlag = z
  .union([z.boolean(), z.number(), z.string()])
  .transform(given => given === true || given === 1 || /^(1|true|yes|y)$/i.test(String(given)))
  .catch(false)

/** An id as text, whether it is one or a number. */
export const looseId = z.union([z.string().min(1).max(150), z.number()]).transform(String)

/** A list of which the members that are not as they should be fall out. */
export function looseList<T extends z.ZodType>(member: T) {
  return z
    .array(z.unknown())
    .nullish()
    .catch([])
    .transform(list =>
      (list ?? []).flatMap(each => {
        const read = member.safeParse(each)
        return read.success ? [read.data] : []
      }),
    )
}
