import { PostArticle } from '#app/_components/site/post-article.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { PostPage } from '#db/reads/posts/post-page.ts'
import { currentLanguage } from '#lib/language.ts'
import { LanguageCode } from '#lib/rules/languages/language-code.ts'
import { languageName } from '#lib/words/languages/name.ts'
import { spokenPart } from '#lib/words/spoken-posts.ts'
import { seenIn, translatedInto } from './seen-in.ts'

type Props = {
  post: PostPage
  /** Where staff edit and publish it. */
  edit: string
  publish: string
  /** The language that it is looked at in, as the address says it. */
  asked: string | string[] | undefined
}

/** A post with its draft, as readers will see it; in each language that it has. */
export function PostPreview({ post, edit, publish, asked }: Props) {
  const others = translatedInto(post)
  const chosen = LanguageCode.catch(post.titled.language).parse(asked)
  const seen = seenIn(post, chosen)
  return (
    <>
      <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1 rounded-lg bg-slow-bg px-4 py-3">
        <span className="text-slow">
          {staffWords.rich('deskPosts.postPreview.preview', { b: text => <b>{text}</b> })}
        </span>
        <a href={edit}>{staffWords('deskPosts.postPreview.edit')}</a>
        <a href={publish}>{staffWords('deskPosts.postPreview.publish')}</a>
      </p>
      {others.length > 0 ? (
        <nav
          aria-label={staffWords('deskPosts.postPreview.languages')}
          className="mt-2 flex flex-wrap gap-x-5"
        >
          {[post.titled.language, ...others.filter(code => code !== post.titled.language)].map(code => (
            <a
              key={code}
              href={`?language=${code}`}
              aria-current={code === chosen ? 'page' : undefined}
              className="min-h-11 content-center"
            >
              {languageName(currentLanguage(), code)}
            </a>
          ))}
        </nav>
      ) : null}
      <PostArticle post={seen} body={spokenPart(staffWords, seen.body)} servers={seen.servers} />
    </>
  )
}
