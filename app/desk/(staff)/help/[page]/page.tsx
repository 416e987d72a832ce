import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { Headline } from '#app/_components/desk/card.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { manualPages, renderManual } from '#lib/posts/manual.ts'

type Props = { params: Promise<{ page: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readManual((await params).page))?.title }
}

/** A page of the manual, which is English, so that nobody at the desk has to look for a file. */
export default async function HelpPage({ params }: Props) {
  await requireStaff()
  const manual = await readManual((await params).page)
  if (!manual) notFound()
  return (
    <div lang="en">
      <Headline>{manual.title}</Headline>
      <article className="manual">{manual.body}</article>
    </div>
  )
}

const readManual = cache(async (name: string) => {
  const page = manualPages.find(each => each === name)
  if (!page) return null
  // Named from where the process runs: whoever is bundled stands elsewhere than its file.
  const path = join(/* turbopackIgnore: true */ process.cwd(), 'docs', `${page}.md`)
  return renderManual(await readFile(path, 'utf8'), '/desk/help')
})
