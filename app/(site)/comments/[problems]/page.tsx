import type { Metadata } from 'next'
import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { commentLimits } from '#lib/rules/comments/comment.ts'
import { emailSentences } from '#lib/rules/subscribers/email.ts'

export const dynamic = 'force-dynamic'

export const metadata: Metadata = { title: 'Comment not sent yet', robots: { index: false } }

const sentences: Record<string, string> = {
  name: `Your name is missing, or longer than ${commentLimits.name.most} characters.`,
  email: 'The e-mail address is not one. Write it like jane@example.com.',
  mailbox: emailSentences.mailbox,
  body: `The comment is empty, or longer than ${commentLimits.body.most.toLocaleString('en')} characters.`,
  post: 'The post is not public any more, or the form was not complete.',
  waiting: 'Comments of this address wait already. Open the links that we mailed for them, or wait an hour.',
  often: 'Too much came from your network just now. Wait a few minutes, then send it again.',
}

type Props = {
  /** Names of problems, joined by "-". */
  params: Promise<{ problems: string }>
  searchParams: Promise<{ post?: string | string[] }>
}

/** What is wrong with a comment. What was typed stays in the browser's own history. */
export default async function CommentProblemsPage({ params, searchParams }: Props) {
  const named = (await params).problems.split('-')
  const shown = Object.entries(sentences).filter(([name]) => named.includes(name))
  const { post } = await searchParams
  return (
    <PageAnswer headline="Your comment is not sent yet.">
      {shown.length > 0 ? (
        <ul className="list-disc pl-5">
          {shown.map(([name, sentence]) => (
            <li key={name}>{sentence}</li>
          ))}
        </ul>
      ) : null}
      <p>Go back with your browser: what you wrote is still in the form.</p>
      {typeof post === 'string' && /^[a-z0-9-]{1,160}$/.test(post) ? (
        <a href={`/posts/${post}`}>Open the post anew</a>
      ) : null}
    </PageAnswer>
  )
}
