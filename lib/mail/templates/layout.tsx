import {
  Body,
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
import type { Content } from '#lib/mail/notice/content.ts'
import { languages } from '#lib/rules/languages/language.ts'
import type { Impact } from '#lib/rules/servers/status.ts'
import { languageOf, type Words } from '#lib/words/words.ts'
import { bodyText, colours, darkSheet, linkText, smallText, tones } from './look.ts'
import type { mailAccents } from './mail-accents.ts'
import { PassageView } from './passage-view.tsx'

type Props = { words: Words; content: Content }

/** The one look of all our mails: a calm card that works at 320 px, in the dark, and without anything from outside. */
export function Layout({ words, content, accents }: Props & { accents: ReturnType<typeof mailAccents> }) {
  const language = languageOf(words)
  const { dir } = languages[language]
  return (
    <Html lang={language} dir={dir}>
      <Head>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no, date=no, address=no" />
        <title>{content.heading}</title>
        <style>{darkSheet(accents.dark)}</style>
      </Head>
      <Preview>{content.preview}</Preview>
      <Body className="page" style={{ backgroundColor: colours.paper, margin: 0, padding: '16px 8px 24px' }}>
        {/* One of many articles for whoever hears a mailbox; the mail's own landmarks would be in its way. */}
        {/* biome-ignore lint/a11y/useSemanticElements: mail programs drop the element and keep the role */}
        <div
          role="article"
          aria-roledescription="email"
          aria-label={content.heading}
          lang={language}
          dir={dir}
        >
          <Container style={{ maxWidth: '560px' }}>
            <Text className="ink" style={{ ...smallText, margin: '0 8px 10px', color: colours.ink }}>
              <Link className="brand" href={content.siteUrl} style={{ ...siteStyle, color: accents.light }}>
                {content.siteName}
              </Link>
            </Text>
            <Card words={words} content={content} />
            <Foot content={content} />
          </Container>
        </div>
      </Body>
    </Html>
  )
}

const siteStyle = { fontWeight: 700, textDecorationLine: 'none' as const }

const cardStyle = {
  backgroundColor: colours.card,
  border: `1px solid ${colours.line}`,
  borderRadius: '10px',
  borderCollapse: 'separate' as const,
}

const headingStyle = { ...bodyText, fontSize: '22px', lineHeight: '28px', fontWeight: 700 }

function Card({ words, content: { tone, heading, passages } }: Props) {
  // One clear button: what else can be done is less loud.
  const mainAction = passages.findIndex(passage => passage.is === 'action')
  return (
    <Section className="card" style={cardStyle}>
      {tone && <Bar impact={tone} />}
      <Section style={{ padding: '20px 20px 8px' }}>
        <Heading as="h1" className="ink" style={headingStyle}>
          {heading}
        </Heading>
        {passages.map((passage, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: passages never move
          <PassageView key={place} words={words} passage={passage} isMain={place === mainAction} />
        ))}
      </Section>
    </Section>
  )
}

/** The impact's colour along the card's upper edge; the heading says it in words. */
function Bar({ impact }: { impact: Impact }) {
  return (
    <Hr
      className={`tone-${impact}`}
      style={{ margin: 0, border: 0, borderTop: `5px solid ${tones[impact]}`, borderRadius: '9px 9px 0 0' }}
    />
  )
}

function Foot({ content }: { content: Content }) {
  return (
    <Section style={{ padding: '14px 8px 0' }}>
      <Text className="soft" style={smallText}>
        {content.why}
      </Text>
      {content.footLinks.map(link => (
        <Text key={link.url} className="soft" style={{ ...smallText, margin: 0 }}>
          <Link className="link" href={link.url} style={footLinkStyle}>
            {link.label}
          </Link>
        </Text>
      ))}
      {content.end ? (
        <Text className="soft" style={smallText}>
          {content.end}
        </Text>
      ) : null}
    </Section>
  )
}

/** High enough for a thumb. */
const footLinkStyle = { ...linkText, display: 'inline-block', padding: '5px 0' }
