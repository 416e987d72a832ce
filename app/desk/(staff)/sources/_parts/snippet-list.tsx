import type { SnippetPart } from '#lib/alerts/snippet/snippet.ts'
import type { FilledSnippet } from '#lib/flows/sources/fill-snippet.ts'
import { PastedText } from './pasted-text.tsx'

/** What to paste into a tool, and what to do around it. Further ways are folded away. */
export function SnippetList({ snippets }: { snippets: readonly FilledSnippet[] }) {
  const [first, ...others] = snippets
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {first ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <p lang="en" className="text-sm font-semibold">
            {first.title}
          </p>
          <SnippetBody snippet={first} />
        </div>
      ) : null}
      {others.map(snippet => (
        <details key={snippet.title}>
          <summary lang="en" className="cursor-pointer py-1 text-sm font-semibold">
            {snippet.title}
          </summary>
          <SnippetBody snippet={snippet} />
        </details>
      ))}
    </div>
  )
}

function SnippetBody({ snippet: { title, parts } }: { snippet: FilledSnippet }) {
  return (
    <ol className="grid grid-cols-[minmax(0,1fr)] gap-3 pb-2">
      {parts.map(part => (
        <li key={keyOf(part)}>
          {typeof part === 'string' ? (
            <p lang="en" className="text-sm wrap-anywhere text-soft">
              {part}
            </p>
          ) : (
            <PastedText pasted={part} tool={title} />
          )}
        </li>
      ))}
    </ol>
  )
}

function keyOf(part: SnippetPart): string {
  return typeof part === 'string' ? part : `${part.to} ${part.name}`
}
