import { requireStaff } from '#app/desk/session.ts'
import { readBrands } from '#db/reads/brands/brands.ts'

/** What readers of brands get of a post in place of its words. */
const shown = {
  incident:
    'see how their own servers are and are told by mail when that changes, and read none of your words.',
  advisory:
    'see nothing of it: an advisory is nothing but your words, which may tell whose servers they are on.',
  maintenance: 'read when their own servers have their turns, and none of your words.',
} as const

/** Says before something is published what readers of brands get of it; nothing where there are no brands. */
export async function BrandNote({ of }: { of: keyof typeof shown }) {
  const { db } = await requireStaff()
  const hosts = (await readBrands(db)).filter(({ retiredAt }) => retiredAt === null).map(({ host }) => host)
  const [first, ...others] = hosts
  if (first === undefined) return null
  const where = others.length === 0 ? first : `${first} and ${others.length} more`
  return (
    <p className="mt-4 max-w-prose text-sm text-soft" data-brands>
      Readers at {where} {shown[of]}
    </p>
  )
}
