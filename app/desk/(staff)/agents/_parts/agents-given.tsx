'use client'

import type { ReactNode } from 'react'
import { FormAnswer, type FormOutcome, TypedContext, typedOf } from '#app/_components/desk/action-form.tsx'
import { useKeptAction } from '#app/_components/desk/forms/kept-action.ts'
import { useLeft } from '#app/_components/desk/forms/left-page.ts'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { useMay } from '#app/_components/desk/may.tsx'
import { SnippetList } from '#app/desk/(staff)/sources/_parts/snippet-list.tsx'
import type { FilledSnippet } from '#lib/flows/sources/fill-snippet.ts'
import type { AuditAction } from '#lib/rules/staff/may.ts'

/** Agents that were just made. Their tokens are in the answer to one form, and nowhere else. */
export type GivenAgents = {
  /** That they are ready, in the person's language, as are the others. */
  ready: string
  /** Which servers had one already; null: none. */
  there: string | null
  shownOnce: string
  toPage: string
  saveFile: string
  fileHint: string
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
  const href = given.agentId === null ? '/desk/agents' : `/desk/agents/${given.agentId}`
  const page = <a href={href}>{given.toPage}</a>
  if (isLeft)
    return (
      <p>
        {given.shownOnce} {page}
      </p>
    )
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <p role="status" className="rounded-lg bg-slow-bg px-4 py-3 text-slow">
        {given.ready}
      </p>
      {given.there === null ? null : <p className="text-sm wrap-anywhere">{given.there}</p>}
      {given.file === null ? null : <TokenFile text={given.file} given={given} />}
      <SnippetList snippets={given.ways} />
      <p>{page}</p>
    </div>
  )
}

function TokenFile({ text, given: { saveFile, fileHint } }: { text: string; given: GivenAgents }) {
  return (
    <p>
      <a
        href={`data:text/tab-separated-values;charset=utf-8,${encodeURIComponent(text)}`}
        download="allclear-agents.tsv"
        className="button"
      >
        {saveFile}
      </a>{' '}
      <span className="text-sm text-soft">{fileHint}</span>
    </p>
  )
}
