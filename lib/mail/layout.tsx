import { Body, Container, Head, Heading, Html, Link, Preview, Section, Text } from '@react-email/components'
import type { Content } from './content.ts'
import { bodyText, colours, darkSheet, linkText, smallText } from './look.ts'
import { PassageView, Shape } from './passage-view.tsx'

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
      <Body className="page" style={{ backgroundColor: colours.paper, margin: 0, padding: '16px 8px 24px' }}>
        <Container style={{ maxWidth: '560px' }}>
          <Text className="soft" style={{ ...smallText, margin: '0 8px 10px' }}>
            <Link className="soft" href={content.siteUrl} style={{ color: colours.soft }}>
              {content.siteName}
            </Link>
          </Text>
          <Card content={content} />
          <Foot content={content} />
        </Container>
      </Body>
    </Html>
  )
}

function Card({ content }: { content: Content }) {
  const cardStyle = {
    backgroundColor: colours.card,
    border: `1px solid ${colours.line}`,
    borderRadius: '10px',
    borderCollapse: 'separate' as const,
  }
  const headingStyle = { ...bodyText, fontSize: '22px', lineHeight: '28px', fontWeight: 650 }
  return (
    <Section className="card" style={cardStyle}>
      <Section style={{ padding: '22px 20px 8px' }}>
        <Heading as="h1" className="ink" style={headingStyle}>
          {content.tone && <Shape impact={content.tone} />} {content.heading}
        </Heading>
        {content.passages.map((passage, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: passages never move
          <PassageView key={place} passage={passage} />
        ))}
      </Section>
    </Section>
  )
}

function Foot({ content }: { content: Content }) {
  return (
    <Section style={{ padding: '14px 8px 0' }}>
      <Text className="soft" style={smallText}>
        {content.why}
      </Text>
      {content.footLinks.map(link => (
        <Text key={link.url} className="soft" style={smallText}>
          <Link className="link" href={link.url} style={linkText}>
            {link.label}
          </Link>
        </Text>
      ))}
    </Section>
  )
}
