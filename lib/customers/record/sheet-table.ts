import type PDFDocument from 'pdfkit'

export type Doc = InstanceType<typeof PDFDocument>
type Struct = ReturnType<Doc['struct']>

/** width: a share of the line. isHead: names its row. */
export type SheetColumn = { name: string; width: number; align: 'left' | 'right'; isHead?: boolean }

const size = 8.5
const gap = 6
const rowSpace = 3

/** Draws a table with tags, over as many pages as it takes; its head comes again on each, where readers by ear are spared it. */
export function drawTable(
  doc: Doc,
  parent: Struct,
  columns: readonly SheetColumn[],
  rows: readonly (readonly string[])[],
): void {
  const table = doc.struct('Table')
  parent.add(table)
  const head = columns.map(({ name }) => name)
  makeRoom(doc, heightOf(doc, columns, head) + heightOf(doc, columns, rows[0] ?? []) + 2 * rowSpace)
  const headRow = doc.struct('TR')
  table.add(headRow)
  drawRow(doc, columns, head, 'bold', (_, draw) => {
    headRow.add(doc.struct('TH', { scope: 'Column' } as object, draw))
  })
  headRow.end()
  for (const row of rows) {
    if (!hasRoom(doc, heightOf(doc, columns, row) + rowSpace)) {
      doc.addPage()
      asArtifact(doc, () => drawRow(doc, columns, head, 'bold', (_, draw) => draw()))
    }
    const line = doc.struct('TR')
    table.add(line)
    drawRow(doc, columns, row, 'regular', ({ isHead }, draw) => {
      line.add(isHead ? doc.struct('TH', { scope: 'Row' } as object, draw) : doc.struct('TD', {}, draw))
    })
    line.end()
  }
  table.end()
  doc.x = doc.page.margins.left
  doc.moveDown(0.8)
}

/** What is there for the eye alone. */
export function asArtifact(doc: Doc, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Pagination' } as object)
  draw()
  doc.endMarkedContent()
}

/** Begins a page where less than this many points are left. */
export function makeRoom(doc: Doc, points: number): void {
  if (!hasRoom(doc, points)) doc.addPage()
}

function hasRoom(doc: Doc, points: number): boolean {
  return doc.y + points <= doc.page.height - doc.page.margins.bottom
}

function lineWidth({ page: { width, margins } }: Doc): number {
  return width - margins.left - margins.right
}

type Place = (column: SheetColumn, draw: () => void) => void

function drawRow(
  doc: Doc,
  columns: readonly SheetColumn[],
  cells: readonly string[],
  font: 'bold' | 'regular',
  place: Place,
): void {
  const top = doc.y
  const height = heightOf(doc, columns, cells)
  let left = doc.page.margins.left
  for (const [i, column] of columns.entries()) {
    const width = column.width * lineWidth(doc)
    const x = left
    place(column, () => {
      doc
        .font(font)
        .fontSize(size)
        .text(cells[i] ?? '', x, top, { width: width - gap, align: column.align })
    })
    left += width
  }
  doc.y = top + height + rowSpace
}

function heightOf(doc: Doc, columns: readonly SheetColumn[], cells: readonly string[]): number {
  // A head is the wider of the two, so one measure is enough for both.
  doc.font('bold').fontSize(size)
  const heights = columns.map(({ width }, i) =>
    doc.heightOfString(cells[i] ?? '', { width: width * lineWidth(doc) - gap }),
  )
  return Math.max(...heights)
}
