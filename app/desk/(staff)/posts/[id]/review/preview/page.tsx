import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PostArticle } from '#app/_components/site/post-article.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readReviewPreview } from '#db/reads/posts/post-page.ts'

export const metadata: Metadata = { title: 'Preview' }

/** The incident with the draft of its review, as readers will see it. */
export default async function ReviewPreviewPage({ params }: { params: Promise<{ id: string }> }) {
  const { db } = await requireStaff()
  const { id } = await params
  const post = await readReviewPreview(db, id, new Date())
  if (!post) notFound()
  return (
    <>
      <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1 rounded-lg bg-slow-bg px-4 py-3">
        <span className="text-slow">
          <b>Preview.</b> Readers do not see this yet.
        </span>
        <a href={`/desk/posts/${id}/review`}>Edit</a>
        <a href={`/desk/posts/${id}#review`}>Publish …</a>
      </p>
      <PostArticle post={post} body={post.body} servers={post.servers} />
    </>
  )
}
