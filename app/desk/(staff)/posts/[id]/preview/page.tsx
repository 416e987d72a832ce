import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PostPreview } from '#app/desk/(staff)/posts/_parts/post-preview.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readPostPreview } from '#db/reads/posts/post-page.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskPosts.previewPage.preview') })

type Props = {
  params: Promise<{ id: string }>
  searchParams: Promise<{ language?: string | string[] }>
}

/** The draft as readers will see it. */
export default async function PreviewPage({ params, searchParams }: Props) {
  const { db } = await requireStaff()
  const { id } = await params
  const post = await readPostPreview(db, id, new Date())
  if (!post) notFound()
  const desk = `/desk/posts/${id}`
  return (
    <PostPreview post={post} edit={`${desk}/edit`} publish={desk} asked={(await searchParams).language} />
  )
}
