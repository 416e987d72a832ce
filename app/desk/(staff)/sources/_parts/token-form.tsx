'use client'

import type { ReactNode } from 'react'
import { FormAnswer, type FormOutcome, TypedContext, typedOf } from '#app/_components/desk/action-form.tsx'
import { useKeptAction } from '#app/_components/desk/forms/kept-action.ts'
import { useLeft } from '#app/_components/desk/forms/left-page.ts'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import type { FilledSnippet } from '#lib/flows/sources/fill-snippet.ts'
import { CopyButton } from './copy-button.tsx'
import { SnippetList } from './snippet-list.tsx'

/** A token that was just made. It is in the answer to one form, and nowhere else. */
export type GivenToken = {
  sourceId: string
  token: string
  snippets: readonly FilledSnippet[]
  words: GivenWords
}

/** What is said around it, in the language of the person. */
type GivenWords = Readonly<Record<'ready' | 'shownOnce' | 'toPage' | 'token' | 'copy' | 'copied', string>>

export type TokenOutcome = FormOutcome | { given: GivenToken }

type Props = {
  action: (before: TokenOutcome, form: FormData) => Promise<TokenOutcome>
  className?: string
  children: ReactNode
}

/** A form whose answer is a token, shown in its place until the page is left. Works without scripts, too. */
export function TokenForm({ action, className, children }: Props) {
  const [outcome, submit] = useKeptAction<NonNullable<TokenOutcome>>(action, (problem, form) => {
    return { problem, typed: typedIn(form) }
  })
  if (outcome && 'given' in outcome) return <Given given={outcome.given} />
  return (
    <form action={submit} className={className}>
      <TypedContext value={typedOf(outcome)}>{children}</TypedContext>
      <FormAnswer outcome={outcome} />
    </form>
  )
}

function Given({ given: { sourceId, token, snippets, words } }: { given: GivenToken }) {
  const isLeft = useLeft()
  const page = <a href={`/desk/sources/${sourceId}`}>{words.toPage}</a>
  if (isLeft)
    return (
      <p>
        {words.shownOnce} {page}
      </p>
    )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p role="status" className="rounded-lg bg-slow-bg px-4 py-3 text-slow">
        {words.ready}
      </p>
      <div className="grid gap-2">
        <p className="text-sm font-semibold">{words.token}</p>
        <p className="flex flex-wrap items-center gap-3">
          <code data-token className="rounded-md bg-none-bg px-3 py-2 break-all select-all">
            {token}
          </code>
          <CopyButton text={token} word={words.copy} copied={words.copied} />
        </p>
      </div>
      <SnippetList snippets={snippets} />
      <p>{page}</p>
    </div>
  )
}
