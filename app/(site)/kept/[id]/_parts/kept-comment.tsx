import { ProblemSummary } from '#app/_components/forms/problem-summary.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { commentSentences } from '#app/(site)/comments/_parts/comment-sentences.ts'
import { CommentForm } from '#app/(site)/posts/[slug]/_parts/comment-form.tsx'
import type { KeptForm } from '#lib/processes/kept-forms.ts'

/** A comment as it was typed, with its way back. */
export function KeptComment({ kept: { form, problems } }: { kept: KeptForm }) {
  const words = readerWords()
  const typed = (name: string) => form.get(name) ?? ''
  const slug = typed('slug')
  return (
    <div className="py-8">
      <h1 className="headline">{words('forms.kept.comment')}</h1>
      <div className="mt-6">
        <ProblemSummary
          problems={commentSentences(words, problems).map(sentence => ({ field: null, sentence }))}
        />
      </div>
      <CommentForm
        postId={typed('post')}
        slug={slug}
        parentId={typed('parent') || undefined}
        typed={{ name: typed('name'), email: typed('email'), body: typed('body') }}
      />
      {/^[a-z0-9-]{1,160}$/.test(slug) ? (
        <p className="mt-6">
          <a href={`/posts/${slug}`}>{words('comments.openPost')}</a>
        </p>
      ) : null}
    </div>
  )
}
