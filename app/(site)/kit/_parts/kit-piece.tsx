import { readerWords } from '#app/_components/site/reader-words.ts'
import type { KitFile } from '#lib/documents/kit/kit-files.ts'

type Props = { piece: KitFile['piece'] | 'line' | 'badge' | 'relation'; code: string; file?: KitFile['file'] }

/** One thing to paste, with what it is for. Its code scrolls by itself, so it can be reached by keyboard. */
export function KitPiece({ piece, code, file }: Props) {
  const words = readerWords()
  const title = words(`kit.pieces.${piece}.title`)
  return (
    <section aria-labelledby={piece} className="mt-9">
      <h2 id={piece} className="section-title mb-2">
        {title}
      </h2>
      <p className="max-w-[68ch]">
        {words.rich(`kit.pieces.${piece}.text`, {
          code: text => (
            <code translate="no" className="text-[0.9em]">
              {text}
            </code>
          ),
        })}
      </p>
      <section
        aria-label={words('kit.code', { title })}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        tabIndex={0}
        className="mt-3 overflow-x-auto rounded-lg border border-line bg-card p-4 text-sm"
      >
        <pre translate="no">
          <code>{code}</code>
        </pre>
      </section>
      {file ? (
        <p className="mt-2">
          <a href={`/kit/${file}`} download={file} className="inline-block py-1">
            {words('kit.file', { name: file })}
          </a>
        </p>
      ) : null}
    </section>
  )
}
