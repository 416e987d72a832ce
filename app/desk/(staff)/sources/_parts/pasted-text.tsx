'use client'

import { fillIn, useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import type { Pasted } from '#lib/alerts/snippet/snippet.ts'
import { CopyButton } from './copy-button.tsx'

/** One text to paste, with its file and a button that copies it, each line as it has to stand. */
export function PastedText({ pasted, tool }: Props) {
  const { name, to, places, language, text } = pasted
  const { paste } = useDeskWords()
  const [before, after] = paste[to].split('{name}')
  return (
    <figure aria-label={`${tool}: ${name}`} className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <figcaption className="grid gap-1 text-sm wrap-anywhere">
        <span>
          {before}
          <b>{name}</b>
          {after}
        </span>
        {places.map(({ path, on }) => (
          <span key={path} className="text-soft">
            <code className="font-mono wrap-anywhere">{path}</code>
            {on === null ? null : ` (${on})`}
          </span>
        ))}
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys.
        tabIndex={0}
        data-paste={name}
        data-language={language}
        className="max-h-80 overflow-y-auto rounded-lg bg-none-bg px-3 py-2 font-mono text-sm wrap-anywhere whitespace-pre-wrap"
      >
        {text}
      </pre>
      <p className="flex flex-wrap items-center gap-3">
        <CopyButton text={text} word={fillIn(paste.copy[to], { name })} copied={paste.copied} />
      </p>
    </figure>
  )
}

type Props = { pasted: Pasted; tool: string }
