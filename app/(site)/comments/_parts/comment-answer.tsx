import { PageAnswer } from '#app/_components/forms/token-page.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'

type Props = {
  headline: string
  text?: string
  searchParams: Promise<{ post?: string | string[] }>
}

/** What became of a form below a post, and the way back there. */
export async function CommentAnswer({ headline, text, searchParams }: Props) {
  const { post } = await searchParams
  return (
    <PageAnswer headline={headline}>
      {text ? <p>{text}</p> : null}
      {typeof post === 'string' && /^[a-z0-9-]{1,160}$/.test(post) ? (
        <a href={`/posts/${post}`}>{readerWords()('comments.openPost')}</a>
      ) : null}
    </PageAnswer>
  )
}
