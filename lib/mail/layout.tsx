import {
  Body,
  Button,
  Container,
  Head,
  Heading,
  Hr,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from '@react-email/components'
import type { Impact } from '#lib/rules/status.ts'
import { andMore, type Content, type Passage, type ServerRow } from './content.ts'

/** The site's own colours, light; the dark ones are in the style sheet below, where a mail program allows it. */
const colours = {
  paper: '#fbfaf8',
  card: '#ffffff',
  ink: '#1d1f21',
  soft: '#5c6166',
  line: '#e3e0da',
  link: '#24508f',
}

const tones: Record<Impact, string> = {
  operational: '#2f7d5b',
  maintenance: '#24508f',
  degraded: '#8a5a00',
  partial_outage: '#a3420b',
  major_outage: '#a11226',
}

/** A shape for each impact, so that colour is never alone. */
const shapes: Record<Impact, string> = {
  operational: '●',
  maintenance: '■',
  degraded: '◆',
  partial_outage: '▲',
  major_outage: '▼',
}

const darkSheet = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
a { text-underline-offset: 2px; }
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #151719 !important; }
  .card { background-color: #1c1f22 !important; border-color: #2c3034 !important; }
  .ink { color: #eceae6 !important; }
  .soft { color: #a3a8ad !important; }
  .link { color: #9cc0f5 !important; }
  .rule { border-color: #2c3034 !important; }
  .action { background-color: #eceae6 !important; color: #151719 !important; }
  .tone-operational { color: #6cc79c !important; border-color: #6cc79c !important; }
  .tone-maintenance { color: #9cc0f5 !important; border-color: #9cc0f5 !important; }
  .tone-degraded { color: #f0c060 !important; border-color: #f0c060 !important; }
  .tone-partial_outage { color: #f2a27c !important; border-color: #f2a27c !important; }
  .tone-major_outage { color: #ff9aa6 !important; border-color: #ff9aa6 !important; }
}`

const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif'
const body = { fontFamily, fontSize: '16px', lineHeight: '24px', color: colours.ink, margin: '0 0 16px' }
const small = { ...body, fontSize: '14px', lineHeight: '20px', color: colours.soft, margin: '0 0 6px' }
const linkStyle = { color: colours.link, textDecorationLine: 'underline' as const }

/** The one look of all our mails: a calm card that works at 320 px, in the dark, and without anything from outside. */
export function Layout({ content }: { content: Content }) {
  return (
    <Html lang="en">
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <title>{content.heading}</title>
        <style>{darkSheet}</style>
      </Head>
      <Preview>{content.preview}</Preview>
      <Body className="page" style={{ backgroundColor: colours.paper, margin: 0, padding: '16px 8px' }}>
        <Container style={{ maxWidth: '560px' }}>
          <Text className="soft" style={{ ...small, margin: '0 8px 10px' }}>
            <Link className="soft" href={content.siteUrl} style={{ color: colours.soft }}>
              {content.siteName}
            </Link>
          </Text>
          <Section
            className={`card tone-${content.tone}`}
            style={{
              backgroundColor: colours.card,
              border: `1px solid ${colours.line}`,
              borderRadius: '10px',
            }}
          >
            <Section style={{ padding: '22px 20px 8px' }}>
              <Heading
                as="h1"
                className="ink"
                style={{ ...body, fontSize: '22px', lineHeight: '28px', fontWeight: 650 }}
              >
                <Shape impact={content.tone} /> {content.heading}
              </Heading>
              {content.passages.map((passage, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: passages never move
                <PassageView key={place} passage={passage} />
              ))}
            </Section>
          </Section>
          <Foot content={content} />
        </Container>
      </Body>
    </Html>
  )
}

function PassageView({ passage }: { passage: Passage }) {
  switch (passage.is) {
    case 'text':
      return (
        <Text className="ink" style={body}>
          {passage.text}
        </Text>
      )
    case 'address':
      return (
        <Text className="soft" style={{ ...small, margin: '0 0 16px', wordBreak: 'break-all' }}>
          {passage.text} {passage.url}
        </Text>
      )
    case 'servers':
      return (
        <Section style={{ margin: '0 0 16px' }}>
          {passage.rows.map(row => (
            <RowView key={row.label} row={row} />
          ))}
          {passage.more > 0 && (
            <Text className="soft" style={{ ...body, color: colours.soft, margin: '0 0 4px' }}>
              {andMore(passage.more)}
            </Text>
          )}
        </Section>
      )
    case 'quote':
      return (
        <Text
          className="ink rule"
          style={{
            ...body,
            borderLeft: `3px solid ${colours.line}`,
            paddingLeft: '12px',
            whiteSpace: 'pre-line',
          }}
        >
          {passage.text}
        </Text>
      )
    case 'action':
      return (
        <Section style={{ margin: '4px 0 20px' }}>
          <Button
            className="action"
            href={passage.url}
            style={{
              ...body,
              margin: 0,
              fontWeight: 600,
              backgroundColor: colours.ink,
              color: '#ffffff',
              borderRadius: '8px',
              padding: '13px 20px',
            }}
          >
            {passage.label}
          </Button>
        </Section>
      )
  }
}

function RowView({ row }: { row: ServerRow }) {
  return (
    <Text className="ink" style={{ ...body, margin: '0 0 6px' }}>
      <Shape impact={row.impact} />{' '}
      {row.url ? (
        <Link className="link" href={row.url} style={{ ...linkStyle, fontWeight: 600 }}>
          {row.label}
        </Link>
      ) : (
        <strong>{row.label}</strong>
      )}{' '}
      {row.words}
    </Text>
  )
}

function Shape({ impact }: { impact: Impact }) {
  return (
    <span aria-hidden="true" className={`tone-${impact}`} style={{ color: tones[impact], fontSize: '0.8em' }}>
      {shapes[impact]}
    </span>
  )
}

function Foot({ content }: { content: Content }) {
  return (
    <Section style={{ padding: '14px 8px 0' }}>
      <Text className="soft" style={small}>
        {content.why}
      </Text>
      {content.footLinks.map(link => (
        <Text key={link.url} className="soft" style={small}>
          <Link className="link" href={link.url} style={linkStyle}>
            {link.label}
          </Link>
        </Text>
      ))}
    </Section>
  )
}
