import type { ReactNode } from 'react'
import { Part } from '#app/_components/desk/card.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { ImportPreview } from '#lib/flows/imports/preview-import.ts'
import { countLines, leftLine, nameLines } from '#lib/words/imports/import-report.ts'

/** What applying an import would do now, what of it deserves a look, and what stays there. */
export function PreviewParts({ preview }: { preview: ImportPreview }) {
  const { counts, names, open, nameless, row } = preview
  const lines = countLines(staffWords, counts)
  return (
    <>
      <p className="text-soft">{staffWords('deskImports.previewParts.nothingWasWrittenYet')}</p>
      <Part title={staffWords('deskImports.previewParts.whatComes')}>
        <Lines>{lines.length > 0 ? lines : [staffWords('imports.nothing')]}</Lines>
        {nameLines(staffWords, counts, names).map(line => (
          <p key={line} className="text-sm text-soft wrap-anywhere">
            {line}
          </p>
        ))}
      </Part>
      {open.length > 0 ? (
        <Part title={staffWords('deskImports.previewParts.openThere')}>
          <p className="text-soft">{staffWords('deskImports.previewParts.openAreShown')}</p>
          <Lines>{open}</Lines>
        </Part>
      ) : null}
      {nameless.length > 0 ? (
        <Part title={staffWords('deskImports.previewParts.withoutAHostName')}>
          <p className="text-soft">{staffWords('deskImports.previewParts.hostsUnknown')}</p>
          <Lines>{nameless.map(({ name, hostname }) => `${name}: ${hostname}`)}</Lines>
        </Part>
      ) : null}
      {row.left.length > 0 ? (
        <Part title={staffWords('deskImports.previewParts.whatStaysThere')}>
          <Lines>{row.left.map(each => leftLine(staffWords, each))}</Lines>
        </Part>
      ) : null}
    </>
  )
}

function Lines({ children }: { children: readonly ReactNode[] }) {
  return (
    <ul className="grid list-disc gap-1 pl-6 wrap-anywhere">
      {children.map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two things may be called the same, and the list is made anew as a whole
        <li key={i}>{line}</li>
      ))}
    </ul>
  )
}
