import type { ComponentProps } from 'react'
import { PostArticle } from '#app/_components/site/post-article.tsx'
import { staffWords } from '#app/desk/staff-words.ts'

type Article = ComponentProps<typeof PostArticle>
type Props = { post: Article['post'] & Pick<Article, 'body' | 'servers'>; edit: string; publish: string }

/** A post with its draft, as readers will see it. edit, publish: where staff do that. */
export function PostPreview({ post, edit, publish }: Props) {
  return (
    <>
      <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1 rounded-lg bg-slow-bg px-4 py-3">
        <span className="text-slow">
          {staffWords.rich('deskPosts.postPreview.previewReadersDoNot', { b: text => <b>{text}</b> })}
        </span>
        <a href={edit}>{staffWords('deskPosts.postPreview.edit')}</a>
        <a href={publish}>{staffWords('deskPosts.postPreview.publish')}</a>
      </p>
      <PostArticle post={post} body={post.body} servers={post.servers} />
    </>
  )
}
