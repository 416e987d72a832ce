import { notFound, redirect } from 'next/navigation'
import { hasGroupSlug } from '#db/reads/servers/group-slug.ts'

export const dynamic = 'force-dynamic'

/** The address of a group leads to its place on the board. */
export default async function GroupPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params
  if (!(await hasGroupSlug(slug))) notFound()
  return redirect(`/#group-${slug}`)
}
