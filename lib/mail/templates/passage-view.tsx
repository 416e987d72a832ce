import { Button, Heading, Link, Section, Text } from '@react-email/components'
import { Fragment } from 'react'
import type { Passage, ServerRow } from '#lib/mail/notice/content.ts'
import { type Language, languages } from '#lib/rules/languages/language.ts'
import type { Impact } from '#lib/rules/servers/status.ts'
import { languageOf, type Words } from '#lib/words/words.ts'
import { bodyText, colours, linkText, shapes, smallText, tones } from './look.ts'

type Props = {
  words: Words
  passage: Passage
  /** It is what the reader should do first. */
  isMain: boolean
}

/** One passage of a mail as HTML. */
export function PassageView({ words, passage, isMain }: Props) {
  switch (passage.is) {
    case 'text':
      return (
        <Text className="ink" style={bodyText}>
          {passage.text}
        </Text>
      )
    case 'words':
      return (
        <Text className="ink" style={bodyText} {...ownLanguage(passage.language)}>
          <Lines text={passage.text} />
        </Text>
      )
    case 'part':
      return (
        <Heading as="h2" className="ink" style={partStyle}>
          {passage.text}
        </Heading>
      )
    case 'address':
      return (
        <Text className="soft" style={{ ...smallText, margin: '0 0 16px' }}>
          {passage.text}
          <br />
          <Link className="link" href={passage.url} style={{ ...linkText, wordBreak: 'break-all' }}>
            <Isolated words={words}>{passage.url}</Isolated>
          </Link>
        </Text>
      )
    case 'servers':
      return <ServerList words={words} rows={passage.rows} more={passage.more} />
    case 'quote':
      return (
        <Text className="ink rule" style={directionOf(words) === 'rtl' ? mirroredQuoteStyle : quoteStyle}>
          <Lines text={passage.text} />
        </Text>
      )
    case 'facts':
      return <Facts title={passage.title} facts={passage.facts} />
    case 'action':
      return (
        <Section style={{ margin: '4px 0 16px' }}>
          <Button
            className={isMain ? 'action' : 'side'}
            href={passage.url}
            style={isMain ? buttonStyle : sideStyle}
          >
            {passage.label}
          </Button>
        </Section>
      )
  }
}

const partStyle = { ...bodyText, fontSize: '18px', lineHeight: '24px', fontWeight: 700, margin: '20px 0 8px' }

const quoteStyle = {
  ...bodyText,
  borderLeft: `3px solid ${colours.line}`,
  paddingLeft: '12px',
}

const mirroredQuoteStyle = {
  ...bodyText,
  borderRight: `3px solid ${colours.line}`,
  paddingRight: '12px',
}

const buttonStyle = {
  ...bodyText,
  margin: 0,
  fontWeight: 700,
  backgroundColor: colours.ink,
  border: `1px solid ${colours.ink}`,
  color: '#ffffff',
  borderRadius: '8px',
  padding: '12px 20px',
}

const sideStyle = { ...buttonStyle, backgroundColor: colours.card, color: colours.ink }

function directionOf(words: Words): 'ltr' | 'rtl' {
  return languages[languageOf(words)].dir
}

function ownLanguage(language: Language | undefined) {
  return language ? { lang: language, dir: languages[language].dir } : {}
}

/** A name or an address apart from words that run from right to left, which would turn its signs. */
function Isolated({ words, children }: { words: Words; children: string }) {
  return directionOf(words) === 'rtl' ? <bdi>{children}</bdi> : children
}

/** Line ends as tags: not every mail program knows white-space. */
function Lines({ text }: { text: string }) {
  return text.split('\n').map((line, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines never move
    <Fragment key={place}>
      {place > 0 && <br />}
      {line}
    </Fragment>
  ))
}

const factsStyle = {
  margin: '0 0 16px',
  backgroundColor: colours.paper,
  borderRadius: '8px',
  borderCollapse: 'separate' as const,
}

const codeStyle = { ...bodyText, fontFamily: 'monospace', fontSize: '14px', wordBreak: 'break-all' as const }

/** Facts of a scanner: whatever direction their letters ask for, each stands for itself. */
function Facts({ title, facts }: Pick<Extract<Passage, { is: 'facts' }>, 'title' | 'facts'>) {
  return (
    <Section className="facts" style={factsStyle}>
      <Section style={{ padding: '10px 14px 4px' }}>
        <Text className="ink" style={{ ...bodyText, fontWeight: 700, margin: '0 0 6px' }}>
          {title}
        </Text>
        {facts.map(({ name, value }) => (
          <Text key={name} className="ink" style={{ ...bodyText, margin: '0 0 6px' }}>
            <span className="soft" style={{ color: colours.soft }}>
              {name}
            </span>
            <br />
            <bdi style={codeStyle}>{value}</bdi>
          </Text>
        ))}
      </Section>
    </Section>
  )
}

/** The reader's own servers, in a field of their own: what is so, and since when. */
function ServerList({ words, rows, more }: { words: Words; rows: readonly ServerRow[]; more: number }) {
  return (
    <Section className="facts" style={factsStyle}>
      <Section style={{ padding: '10px 14px 4px' }}>
        {rows.map(row => (
          <Text key={row.label} className="ink" style={{ ...bodyText, margin: '0 0 6px' }}>
            {row.impact && <Shape impact={row.impact} />} <Name words={words} row={row} /> {row.words}
          </Text>
        ))}
        {more > 0 && (
          <Text className="soft" style={{ ...bodyText, color: colours.soft, margin: '0 0 6px' }}>
            {words('notices.row.more', { count: more })}
          </Text>
        )}
      </Section>
    </Section>
  )
}

function Name({ words, row }: { words: Words; row: ServerRow }) {
  const name = <Isolated words={words}>{row.label}</Isolated>
  if (!row.url) return <strong>{name}</strong>
  return (
    <Link className="link" href={row.url} style={{ ...linkText, fontWeight: 700 }}>
      {name}
    </Link>
  )
}

/** The sign of an impact, in its colour; the words beside it say the same. */
function Shape({ impact }: { impact: Impact }) {
  return (
    <span aria-hidden="true" className={`tone-${impact}`} style={{ color: tones[impact], fontSize: '0.8em' }}>
      {shapes[impact]}
    </span>
  )
}
