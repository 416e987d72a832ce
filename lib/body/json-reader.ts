import { closingQuote, cut, plainAt } from './json-text.ts'
import { UnreadableJson } from './unreadable-json.ts'

/** A body of any tool is a handful of levels deep. */
const mostDepth = 64
/** 500 alerts with 100 labels and annotations each, and some. */
const mostValues = 100_000
/** Of one alert: no tool comes near it. */
const mostMemberValues = 2_000
/** Characters of all texts of one alert, as they are written. What is beyond is cut, because nobody would read it. */
const mostMemberText = 128 * 1024
/** This much of a text is read in any case: a name of a server must not be lost behind a long one. */
const leastText = 256
const mostName = 256
/** One text, as it is written: what no tool sends in one piece, and takes too long to look through in one go. */
const longestText = 512 * 1024
const charactersPerStep = 4096

/** What one alert has used up: each member of an outermost list, with all that is inside it. */
type Member = { values: number; text: number }

type Frame = {
  list: unknown[] | null
  fields: Record<string, unknown> | null
  name: string
  member: Member
  isInsideList: boolean
}

const blank = /[ \t\n\r]{0,65536}/y
/** Reads one JSON text as RFC 8259 has it. Throws UnreadableJson. */
export class JsonReader {
  private readonly text: string
  private at = 0
  private values = 0
  private readonly open: Frame[] = []

  constructor(text: string) {
    this.text = text
  }

  *steps(): Generator<void, unknown> {
    this.skipBlank()
    if (this.at >= this.text.length) throw new UnreadableJson(400, 'The body is not JSON: it is empty.')
    let value = this.begin()
    let stoppedAt = this.at
    while (this.open.length > 0) {
      value = value === opened ? this.first() : this.next(value)
      if (this.at - stoppedAt < charactersPerStep) continue
      stoppedAt = this.at
      yield
    }
    this.skipBlank()
    if (this.at < this.text.length) this.fail('the end')
    return value
  }

  /** Reads a scalar whole, and of a list or an object its bracket. */
  private begin(): unknown {
    const parent = this.open.at(-1)
    const member = parent && !isOutermostList(parent) ? parent.member : { values: 0, text: 0 }
    this.count(member)
    switch (this.text[this.at]) {
      case '"':
        return this.readText(member)
      case '{':
        return this.push({ list: null, fields: {} }, member)
      case '[':
        return this.push({ list: [], fields: null }, member)
      default:
        return this.readPlain()
    }
  }

  private count(member: Member): void {
    this.values += 1
    member.values += 1
    if (this.values > mostValues)
      throw new UnreadableJson(413, `The body holds more than ${mostValues} values. Send less at a time.`)
    if (member.values > mostMemberValues)
      throw new UnreadableJson(413, `One alert holds more than ${mostMemberValues} values.`)
  }

  private push(holder: Pick<Frame, 'list' | 'fields'>, member: Member): typeof opened {
    if (this.open.length >= mostDepth)
      throw new UnreadableJson(400, `The body is nested more than ${mostDepth} levels deep.`)
    const parent = this.open.at(-1)
    const isInsideList = parent !== undefined && (parent.isInsideList || parent.list !== null)
    this.open.push({ ...holder, name: '', member, isInsideList })
    this.at += 1
    return opened
  }

  /** Behind an opening bracket: its end, or the first value. */
  private first(): unknown {
    this.skipBlank()
    const frame = this.open.at(-1) as Frame
    if (this.text[this.at] === (frame.list ? ']' : '}')) return this.close()
    if (frame.fields) this.readName(frame)
    return this.begin()
  }

  /** Keeps a value where it belongs, and reads on: the next one, or the end of its list or object. */
  private next(value: unknown): unknown {
    const frame = this.open.at(-1) as Frame
    if (frame.list) frame.list.push(value)
    else if (frame.fields) keep(frame.fields, frame.name, value)
    this.skipBlank()
    const sign = this.text[this.at]
    if (sign === (frame.list ? ']' : '}')) return this.close()
    if (sign !== ',') this.fail(`"," or "${frame.list ? ']' : '}'}"`)
    this.at += 1
    this.skipBlank()
    if (frame.fields) this.readName(frame)
    return this.begin()
  }

  private close(): unknown {
    this.at += 1
    const frame = this.open.pop()
    return frame?.list ?? frame?.fields
  }

  private readName(frame: Frame): void {
    if (this.text[this.at] !== '"') this.fail('the name of a field')
    const end = this.endOfText()
    frame.name = this.parsed(this.at, end, mostName)
    this.at = end
    this.skipBlank()
    if (this.text[this.at] !== ':') this.fail('":"')
    this.at += 1
    this.skipBlank()
  }

  private readText(member: Member): string {
    const end = this.endOfText()
    const most = Math.max(leastText, mostMemberText - member.text)
    const text = this.parsed(this.at, end, most)
    member.text += Math.min(most, end - this.at)
    this.at = end
    return text
  }

  /** The place behind the closing quote of the text that begins here. */
  private endOfText(): number {
    const end = closingQuote(this.text, this.at, longestText)
    if (end === 'too far')
      throw new UnreadableJson(413, `One text has more than ${longestText} characters. Send less of it.`)
    if (end !== null) return end + 1
    this.at = this.text.length
    return this.fail('the end of a text')
  }

  /** The text between these places, cut after this many characters as they are written. */
  private parsed(from: number, end: number, most: number): string {
    const isWhole = end - from - 2 <= most
    const raw = isWhole ? this.text.slice(from, end) : `${cut(this.text.slice(from, from + 1 + most))}"`
    try {
      return JSON.parse(raw)
    } catch {
      return this.fail('a text without line breaks and unknown escapes')
    }
  }

  private readPlain(): unknown {
    const plain = plainAt(this.text, this.at) ?? this.fail('a value')
    this.at += plain.length
    return plain.value
  }

  private skipBlank(): void {
    blank.lastIndex = this.at
    blank.test(this.text)
    this.at = blank.lastIndex
  }

  private fail(expected: string): never {
    const found =
      this.at < this.text.length ? `${JSON.stringify(this.text.slice(this.at, this.at + 12))}` : 'its end'
    throw new UnreadableJson(
      400,
      `The body is not JSON: at character ${this.at + 1} stands ${found}, but ${expected} is expected.`,
    )
  }
}

function isOutermostList({ list, isInsideList }: Frame): boolean {
  return list !== null && !isInsideList
}

/** Stands for a value that has only begun. */
const opened = Symbol('opened')

/** A name such as __proto__ is a name like any other. */
function keep(fields: Record<string, unknown>, name: string, value: unknown): void {
  if (name !== '__proto__') fields[name] = value
  else Object.defineProperty(fields, name, { value, enumerable: true, configurable: true, writable: true })
}
