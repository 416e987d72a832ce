import { Button, Heading, Link, Section, Text } from '@react-email/components'
import type { Impact } from '#lib/rules/status.ts'
import { andMore, type Passage, type ServerRow } from './content.ts'
import { bodyText, colours, linkText, shapes, smallText, tones } from './look.ts'

/** One passage of a mail as HTML. */
export function PassageView({ passage }: { passage: Passage }) {
  switch (passage.is) {
    case 'text':
      return (
        <Text className="ink" style={bodyText}>
          {passage.text}
        </Text>
      )
    case 'words':
      return (
        <Text className="ink" style={{ ...bodyText, whiteSpace: 'pre-line' }}>
          {passage.text}
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
            {passage.url}
          </Link>
        </Text>
      )
    case 'servers':
      return <ServerList rows={passage.rows} more={passage.more} />
    case 'quote':
      return (
        <Text className="ink rule" style={quoteStyle}>
          {passage.text}
        </Text>
      )
    case 'action':
      return (
        <Section style={{ margin: '4px 0 20px' }}>
          <Button className="action" href={passage.url} style={buttonStyle}>
            {passage.label}
          </Button>
        </Section>
      )
  }
}

const partStyle = { ...bodyText, fontSize: '18px', lineHeight: '24px', fontWeight: 650, margin: '20px 0 8px' }

const quoteStyle = {
  ...bodyText,
  borderLeft: `3px solid ${colours.line}`,
  paddingLeft: '12px',
  whiteSpace: 'pre-line' as const,
}

const buttonStyle = {
  ...bodyText,
  margin: 0,
  fontWeight: 600,
  backgroundColor: colours.ink,
  color: '#ffffff',
  borderRadius: '8px',
  padding: '13px 20px',
}

function ServerList({ rows, more }: { rows: readonly ServerRow[]; more: number }) {
  return (
    <Section style={{ margin: '0 0 16px' }}>
      {rows.map(row => (
        <Text key={row.label} className="ink" style={{ ...bodyText, margin: '0 0 6px' }}>
          {row.impact && <Shape impact={row.impact} />} <Name row={row} /> {row.words}
        </Text>
      ))}
      {more > 0 && (
        <Text className="soft" style={{ ...bodyText, color: colours.soft, margin: '0 0 6px' }}>
          {andMore(more)}
        </Text>
      )}
    </Section>
  )
}

function Name({ row }: { row: ServerRow }) {
  if (!row.url) return <strong>{row.label}</strong>
  return (
    <Link className="link" href={row.url} style={{ ...linkText, fontWeight: 600 }}>
      {row.label}
    </Link>
  )
}

/** The sign of an impact, in its colour; the words beside it say the same. */
export function Shape({ impact }: { impact: Impact }) {
  return (
    <span aria-hidden="true" className={`tone-${impact}`} style={{ color: tones[impact], fontSize: '0.8em' }}>
      {shapes[impact]}
    </span>
  )
}
