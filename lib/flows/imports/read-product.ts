import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { insertImport, insertPiece, moveImport } from '#db/writes/imports/imports.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { type ReadingTask, readInThread } from '#lib/imports/read-in-thread.ts'
import type { MovedItem } from '#lib/rules/imports/moved.ts'
import type { ProductName } from '#lib/rules/imports/products.ts'

/** Begins to read another product. Returns the id under which what comes of it is kept. */
export function beginImport(
  db: Database,
  { staffId, product }: { staffId: string; product: ProductName },
  now: Date,
): Promise<string> {
  return db.transaction(async tx => {
    const id = newId()
    await insertImport(tx, { id, staffId, product }, now)
    await writeAudit(tx, {
      at: now,
      staffId,
      action: 'read-product',
      subject: `import ${id}`,
      facts: { product },
    })
    return id
  })
}

/** So often it is noted how far the reading is. */
const noteEveryMs = 1_000

/**
 * Reads another product and keeps what comes over, which changes nothing yet. onNote: told how far it is. gone: somebody
 * dropped it meanwhile. It never throws for what a file or the other side does.
 */
export async function readProduct(
  db: Database,
  importId: string,
  task: ReadingTask,
  clock: () => Date,
  onNote: (count: number, of: string) => void = () => {},
): Promise<'read' | 'failed' | 'gone'> {
  let sequence = 0
  let site = ''
  let notedAt = 0
  let left: Parameters<typeof moveImport>[3]['left'] = []
  const note = (step: Parameters<typeof moveImport>[3]) => moveImport(db, importId, 'reading', step, clock())
  for await (const step of readInThread(task)) {
    if ('items' in step)
      for (const items of ofOneKind(step.items)) {
        const [first] = items
        if (first) await insertPiece(db, { importId, sequence: sequence++, kind: first.kind, items })
      }
    else if ('site' in step) site = step.site
    else if ('left' in step) left = step.left
    else if ('problem' in step) {
      const { problem, detail } = step
      return (await note({ problem, detail, state: 'failed' })) ? 'failed' : 'gone'
    } else if ('done' in step) return (await note({ site, left, state: 'read' })) ? 'read' : 'gone'
    else {
      onNote(step.read, step.of)
      if (clock().getTime() - notedAt < noteEveryMs) continue
      notedAt = clock().getTime()
      if (!(await note({ doneCount: step.read, doneOf: step.of }))) return 'gone'
    }
  }
  return 'gone'
}

/** Neighbours of one kind together, in their order. */
function ofOneKind(items: readonly MovedItem[]): MovedItem[][] {
  const runs: MovedItem[][] = []
  for (const item of items) {
    const run = runs.at(-1)
    if (run?.[0]?.kind === item.kind) run.push(item)
    else runs.push([item])
  }
  return runs
}
