'use client'

import type { ReactNode } from 'react'
import { FormAnswer, type FormOutcome, TypedContext, typedOf } from '#app/_components/desk/action-form.tsx'
import { useKeptAction } from '#app/_components/desk/forms/kept-action.ts'
import { useLeft } from '#app/_components/desk/forms/left-page.ts'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { useMay } from '#app/_components/desk/may.tsx'
import { fillIn, useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import { SnippetList } from '#app/desk/(staff)/sources/_parts/snippet-list.tsx'
import type { FilledSnippet } from '#lib/flows/sources/fill-snippet.ts'
import type { AuditAction } from '#lib/rules/staff/may.ts'

/** Agents that were just made. Their tokens are in the answer to one form, and nowhere else. */
export type GivenAgents = {
  count: number
  /** Host names of servers that had one already. */
  there: readonly string[]
  /** Host name, token and secret of each; null: there is one, whose line holds them. */
  file: string | null
  ways: readonly FilledSnippet[]
  /** The only one's page; null: there are several. */
  agentId: string | null
}

export type AgentsOutcome = FormOutcome | { given: GivenAgents }

type Props = {
  action: (before: AgentsOutcome, form: FormData) => Promise<AgentsOutcome>
  act: AuditAction
  className?: string
  children: ReactNode
}

/** A form whose answer is what to paste, shown in its place until the page is left. Works without scripts, too. */
export function AgentsForm({ action, act, className, children }: Props) {
  const isAllowed = useMay(act)
  const [outcome, submit] = useKeptAction<NonNullable<AgentsOutcome>>(action, (problem, form) => {
    return { problem, typed: typedIn(form) }
  })
  if (!isAllowed) return null
  if (outcome && 'given' in outcome) return <Given given={outcome.given} />
  return (
    <form action={submit} className={className}>
      <TypedContext value={typedOf(outcome)}>{children}</TypedContext>
      <FormAnswer outcome={outcome} />
    </form>
  )
}

function Given({ given }: { given: GivenAgents }) {
  const isLeft = useLeft()
  const { agents, tag } = useDeskWords()
  const page =
    given.agentId === null ? (
      <a href="/desk/agents">{agents.toAll}</a>
    ) : (
      <a href={`/desk/agents/${given.agentId}`}>{agents.toPage}</a>
    )
  if (isLeft)
    return (
      <p>
        {agents.shownOnce} {page}
      </p>
    )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p role="status" className="rounded-lg bg-slow-bg px-4 py-3 text-slow">
        {given.count === 1
          ? agents.ready
          : fillIn(agents.readySeveral, { count: given.count.toLocaleString(tag) })}
      </p>
      {given.there.length > 0 ? <There hostnames={given.there} /> : null}
      {given.file === null ? null : <TokenFile text={given.file} />}
      <SnippetList snippets={given.ways} />
      <p>{page}</p>
    </div>
  )
}

const mostNamed = 5

function There({ hostnames }: { hostnames: readonly string[] }) {
  const { agents, tag } = useDeskWords()
  const more = hostnames.length - mostNamed
  const names = hostnames.slice(0, mostNamed).join(', ')
  return (
    <p className="text-sm wrap-anywhere">
      {more > 0
        ? fillIn(agents.thereMore, { names, more: more.toLocaleString(tag) })
        : fillIn(agents.there, { names })}
    </p>
  )
}

function TokenFile({ text }: { text: string }) {
  const { agents } = useDeskWords()
  return (
    <p>
      <a
        href={`data:text/tab-separated-values;charset=utf-8,${encodeURIComponent(text)}`}
        download="allclear-agents.tsv"
        className="button"
      >
        {agents.saveFile}
      </a>{' '}
      <span className="text-sm text-soft">{agents.fileHint}</span>
    </p>
  )
}
