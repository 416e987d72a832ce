import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import { uptimeFormula } from '#lib/rules/servers/uptime.ts'
import { shownIn } from '#lib/rules/time/clock.ts'
import { longDay, monthName } from '#lib/words/moment.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'
import type { RecordSheet } from './draw-record.ts'
import { incidentRows, monthRows } from './sheet-rows.ts'
import { asArtifact, type Doc, drawTable, makeRoom, type SheetColumn } from './sheet-table.ts'
import { sheetText } from './sheet-text.ts'

type Struct = ReturnType<Doc['struct']>

const margin = 40
const fonts = {
  regular: '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf',
}

/** A record as PDF/UA: real text, with its headings and tables as such. Takes seconds for a long one. */
export async function drawSheet(sheet: RecordSheet): Promise<Uint8Array<ArrayBuffer>> {
  const words = wordsIn('en')
  const doc = openSheet(words, sheet)
  const parts: Buffer[] = []
  doc.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise<void>(resolve => doc.once('end', () => resolve()))
  const whole = doc.struct('Document')
  doc.addStructure(whole)
  drawBegin(doc, whole, words, sheet)
  drawMonths(doc, whole, words, sheet)
  drawIncidents(doc, whole, words, sheet)
  whole.end()
  numberPages(doc, words)
  doc.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}

function openSheet(words: Words, { record, site, madeAt }: RecordSheet): Doc {
  const doc = new PDFDocument({
    size: 'A4',
    margin,
    bufferPages: true,
    pdfVersion: '1.7',
    tagged: true,
    subset: 'PDF/UA',
    displayTitle: true,
    lang: words('language.tag'),
    info: {
      Title: sheetText(words('record.title', { customer: record.customer })),
      Author: sheetText(site),
      CreationDate: madeAt,
    },
  } as object)
  for (const [name, file] of Object.entries(fonts))
    doc.registerFont(name, fileURLToPath(import.meta.resolve(file)))
  return doc
}

function drawBegin(doc: Doc, whole: Struct, words: Words, { record, site, madeAt }: RecordSheet): void {
  const { customer, period, servers } = record
  const { zone } = period
  const day = (text: string) => longDay(words, new Date(text))
  const span = { from: day(period.firstDay), to: day(period.lastDay) }
  heading(doc, whole, 'H1', words('record.title', { customer }))
  paragraph(doc, whole, words('record.subtitle', { site, zone, ...span }))
  const { local, label } = shownIn(zone, madeAt)
  const clock = local.toISOString().slice(11, 16)
  paragraph(doc, whole, words('record.asOf', { moment: `${longDay(words, local)}, ${clock} ${label}` }))
  const domains = servers.reduce((sum, { domainCount }) => sum + domainCount, 0)
  paragraph(doc, whole, words('record.map', { domains }))
  paragraph(doc, whole, words('record.history'))
  heading(doc, whole, 'H2', words('record.formulaTitle'))
  paragraph(doc, whole, words('record.formula', { formula: String(uptimeFormula) }))
  paragraph(doc, whole, words('record.minutes', { zone, isUtc: zone === 'UTC' ? 'yes' : 'no' }))
  heading(doc, whole, 'H2', words('record.serversTitle'))
  for (const { label, hostname, domains: named, domainCount } of servers) {
    const facts = { label, hostname, list: named.join(', ') }
    const more = domainCount - named.length
    const text =
      more > 0
        ? words('record.serverDomainsMore', { ...facts, more: String(more) })
        : words('record.serverDomains', facts)
    paragraph(doc, whole, text)
  }
}

function drawMonths(doc: Doc, whole: Struct, words: Words, { record }: RecordSheet): void {
  const numbers = ['down', 'partly', 'degraded', 'maintenance', 'withoutData', 'uptime'] as const
  const columns: SheetColumn[] = [
    { name: words('record.month'), width: 0.22, align: 'left', isHead: true },
    ...numbers.map((key): SheetColumn => {
      return { name: words(`record.${key}`), width: 0.13, align: 'right' }
    }),
  ]
  for (const server of record.servers) {
    heading(doc, whole, 'H2', words('record.monthsTitle', { label: server.label }))
    if (server.months.length === 0) paragraph(doc, whole, words('record.noMonths'))
    else
      drawTable(
        doc,
        whole,
        columns,
        monthRows(words, server, month => monthName(words, month)),
      )
  }
}

function drawIncidents(doc: Doc, whole: Struct, words: Words, { record }: RecordSheet): void {
  heading(doc, whole, 'H2', words('record.incidentsTitle'))
  if (record.incidents.length === 0) {
    paragraph(doc, whole, words('record.noIncidents'))
    return
  }
  const columns: SheetColumn[] = [
    { name: words('record.server'), width: 0.1, align: 'left' },
    { name: words('record.what'), width: 0.23, align: 'left', isHead: true },
    { name: words('record.from'), width: 0.12, align: 'left' },
    { name: words('record.until'), width: 0.12, align: 'left' },
    { name: words('record.down'), width: 0.08, align: 'right' },
    { name: words('record.partly'), width: 0.1, align: 'right' },
    { name: words('record.degraded'), width: 0.11, align: 'right' },
    { name: words('record.maintenance'), width: 0.14, align: 'right' },
  ]
  const rows = incidentRows(words, record).map(row => row.map(sheetText))
  drawTable(doc, whole, columns, rows)
}

function heading(doc: Doc, whole: Struct, tag: 'H1' | 'H2', text: string): void {
  const size = tag === 'H1' ? 18 : 12
  makeRoom(doc, 80)
  doc.moveDown(tag === 'H1' ? 0 : 0.6)
  whole.add(doc.struct(tag, {}, () => void doc.font('bold').fontSize(size).text(sheetText(text))))
  doc.moveDown(0.3)
}

function paragraph(doc: Doc, whole: Struct, text: string): void {
  whole.add(doc.struct('P', {}, () => void doc.font('regular').fontSize(9.5).text(sheetText(text))))
  doc.moveDown(0.4)
}

function numberPages(doc: Doc, words: Words): void {
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page += 1) {
    doc.switchToPage(page)
    // Else what stands in the margin would begin a page.
    doc.page.margins.bottom = 0
    const text = words('record.page', { page: String(page + 1), pages: String(count) })
    asArtifact(doc, () => {
      doc
        .font('regular')
        .fontSize(8)
        .text(text, margin, doc.page.height - margin + 12, { align: 'right' })
    })
  }
}
