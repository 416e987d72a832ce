import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readBrands } from '#db/reads/brands/brands.ts'

/** Says before something is published what readers of brands get of it; nothing where there are no brands. */
export async function BrandNote({ of }: { of: 'incident' | 'advisory' | 'maintenance' }) {
  const { db } = await requireStaff()
  const hosts = (await readBrands(db)).filter(({ retiredAt }) => retiredAt === null).map(({ host }) => host)
  const [first, ...others] = hosts
  if (first === undefined) return null
  return (
    <p className="mt-4 max-w-prose text-sm text-soft" data-brands>
      {staffWords('deskShared.brandNote.text', { of, host: first, others: others.length })}
    </p>
  )
}
