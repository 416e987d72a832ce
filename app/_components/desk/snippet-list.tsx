import type { FilledSnippet } from '#lib/flows/fill-snippet.ts'
import { CopyButton } from './copy-button.tsx'

/** What to paste into a tool, and where. Further ways are folded away. */
export function SnippetList({ snippets }: { snippets: readonly FilledSnippet[] }) {
  const [first, ...others] = snippets
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {first ? (
        <div>
          <p className="text-sm font-semibold">{first.title}</p>
          <SnippetBody snippet={first} />
        </div>
      ) : null}
      {others.map(snippet => (
        <details key={snippet.title}>
          <summary className="cursor-pointer py-1 text-sm font-semibold">{snippet.title}</summary>
          <SnippetBody snippet={snippet} />
        </details>
      ))}
    </div>
  )
}

function SnippetBody({ snippet: { where, text, notes, language } }: { snippet: FilledSnippet }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <p className="text-sm wrap-anywhere text-soft">Where: {where}</p>
      <pre
        data-language={language}
        className="rounded-lg bg-none-bg px-3 py-2 font-mono text-sm wrap-anywhere whitespace-pre-wrap"
      >
        {text}
      </pre>
      <p className="flex flex-wrap items-center gap-3">
        <CopyButton text={text} what="snippet" />
      </p>
      {notes.length > 0 ? (
        <ul className="grid list-disc gap-1 pl-5 text-sm text-soft">
          {notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
