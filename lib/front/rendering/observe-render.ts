import { signal, timed } from '#lib/signals.ts'
import { inSpan } from '#lib/trace.ts'

/** Makes a page or a document, and says how long it took. */
export function observeRender<T>(of: 'page' | 'document', render: () => Promise<T>): Promise<T> {
  return inSpan(`render a ${of}`, {}, () =>
    timed(render, (seconds, outcome) => signal('render', { seconds, of, outcome })),
  )
}
