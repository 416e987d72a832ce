import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { commentLimits } from '#lib/rules/comments/comment.ts'
import type { Words } from '#lib/words/words.ts'

export const dynamic = 'force-dynamic'

export function generateMetadata(): Metadata {
  return { title: readerWords()('comments.wrong.title'), robots: { index: false } }
}

/** The sentence for each problem, in the order of the form. */
const sentences: Record<string, (words: Words) => string> = {
  name: words => words('comments.wrong.name', { most: commentLimits.name.most }),
  email: words => words('comments.wrong.email'),
  mailbox: words => words('forms.problems.mailbox'),
  body: words => words('comments.wrong.body', { most: commentLimits.body.most }),
  post: words => words('comments.wrong.post'),
  closed: words => words('comments.wrong.closed'),
  waiting: words => words('comments.wrong.waiting'),
  often: words => words('forms.problems.often'),
}

type Props = {
  /** Names of problems, joined by "-". */
  params: Promise<{ problems: string }>
  searchParams: Promise<{ post?: string | string[] }>
}

/** What is wrong with a comment. What was typed stays in the browser's own history. */
export default async function CommentProblemsPage({ params, searchParams }: Props) {
  const words = readerWords()
  const named = (await params).problems.split('-')
  const shown = Object.entries(sentences).filter(([name]) => named.includes(name))
  const { post } = await searchParams
  return (
    <PageAnswer headline={words('comments.wrong.headline')}>
      {shown.length > 0 ? (
        <ul className="list-disc pl-5">
          {shown.map(([name, sentence]) => (
            <li key={name}>{sentence(words)}</li>
          ))}
        </ul>
      ) : null}
      <p>{words('comments.wrong.goBack')}</p>
      {typeof post === 'string' && /^[a-z0-9-]{1,160}$/.test(post) ? (
        <a href={`/posts/${post}`}>{words('comments.wrong.openPost')}</a>
      ) : null}
    </PageAnswer>
  )
}
