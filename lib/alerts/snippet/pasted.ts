import type { Pasted, SnippetLanguage, SnippetPlace } from './snippet.ts'

/** A path that is the same everywhere, or one for each kind of system. */
type Paths = string | { debian: string; rhel: string }

/** A file of its own, by the last part of its path. */
export function saved(paths: Paths, language: SnippetLanguage, text: string): Pasted {
  const places = placesOf(paths)
  return { name: nameOf(places), to: 'save', places, language, text }
}

/** A piece of a file that is there already. piece: which, where a snippet adds several to one file. */
export function added(paths: Paths, language: SnippetLanguage, text: string, piece = ''): Pasted {
  const places = placesOf(paths)
  return { name: `${nameOf(places)}${piece && `, ${piece}`}`, to: 'add', places, language, text }
}

/** Commands for root's shell. */
export function commands(name: string, ...lines: readonly string[]): Pasted {
  return { name, to: 'run', places: [], language: 'sh', text: `${lines.join('\n')}\n` }
}

/** What belongs into one field of the tool's own form. */
export function entered(name: string, text: string, language: SnippetLanguage = 'text'): Pasted {
  return { name, to: 'enter', places: [], language, text }
}

function placesOf(paths: Paths): SnippetPlace[] {
  if (typeof paths === 'string') return [{ path: paths, on: null }]
  return [
    { path: paths.debian, on: 'Debian, Ubuntu' },
    { path: paths.rhel, on: 'RHEL, AlmaLinux, Rocky Linux' },
  ]
}

function nameOf([first]: readonly SnippetPlace[]): string {
  return first?.path.split('/').at(-1) ?? ''
}
