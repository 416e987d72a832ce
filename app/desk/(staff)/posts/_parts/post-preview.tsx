import type { ComponentProps } from 'react'
import { PostArticle } from '#app/_components/site/post-article.tsx'

type Article = ComponentProps<typeof PostArticle>
type Props = { post: Article['post'] & Pick<Article, 'body' | 'servers'>; edit: string; publish: string }

/** A post with its draft, as readers will see it. edit, publish: where staff do that. */
export function PostPreview({ post, edit, publish }: Props) {
  return (
    <>
      <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1 rounded-lg bg-slow-bg px-4 py-3">
        <span className="text-slow">
          <b>Preview.</b> Readers do not see this yet.
        </span>
        <a href={edit}>Edit</a>
        <a href={publish}>Publish …</a>
      </p>
      <PostArticle post={post} body={post.body} servers={post.servers} />
    </>
  )
}
