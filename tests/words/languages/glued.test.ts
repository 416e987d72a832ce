import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { productFiles } from '#tests/house/tree.ts'

/** What readers read is made here; the desk speaks for itself. */
const isForReaders = (file: string) =>
  /^(app\/\((site|brand)\)|app\/_(components|drawn)|lib\/(documents|mail|channels))\//.test(file) &&
  !file.startsWith('app/_components/desk/')

/** Files that put a blank or a comma between what is no sentence, and what that is. */
const allowed: Record<string, string> = {
  'app/_components/board/days.tsx': 'the key of what is kept',
  'app/_components/forms/labelled.tsx': 'ids',
  'app/_components/forms/target-choice.tsx': 'ids',
  'app/_components/verdict/followed-pages.ts': 'addresses',
  'lib/documents/embed/frame-html.ts': 'attributes',
  'lib/mail/notice/phrase.ts': 'encoded words of a header',
  'lib/mail/returned/': 'what mail servers say',
  'lib/mail/transport/': 'what mail servers say',
}

/** A comma or a blank between two pieces. A blank between two elements of a page parts them as elements, and may stay. */
const glue = [
  /\.join\('[,;] '\)/,
  /\.join\(' '\)/,
  /(?:\?|:|\+) '[,;] '/,
  /'[,;] ' (?:\+|:)/,
  />[,;] \{/,
  /\{'[,;] '\}/,
  /\}[,;] \$\{words\(/,
  /\$\{words\([^`]*\} \$\{words\(/,
]

const gluedIn = (source: string) =>
  source
    .split('\n')
    .map((line, at) => ({ line, at }))
    .filter(({ line }) => glue.some(pattern => pattern.test(line)))

it('whatever readers read in a row is joined by the catalogue', () => {
  const isAllowed = (file: string) => Object.keys(allowed).some(place => file.startsWith(place))
  const found = productFiles()
    .filter(file => isForReaders(file) && !isAllowed(file))
    .flatMap(file => gluedIn(readFileSync(file, 'utf8')).map(({ line, at }) => `${file}:${at + 1} ${line}`))
  expect(found).toEqual([])
})

it.each([
  "return sentences.join(' ')",
  "message: parts.join(', ')",
  "{index > 0 ? ', ' : null}",
  "{more > 0 ? <>, {words('find.verdict.more')}</> : null}",
  "const said = `#{words('a.b')} #{words('a.c')}`",
])('glue is found: %s', source => {
  expect(gluedIn(source.replaceAll('#{', '${'))).toHaveLength(1)
})
