import type { Impact } from '#lib/rules/servers/status.ts'

/** The site's own colours, light: mail programs want them inline. */
export const colours = {
  paper: '#fbfaf8',
  card: '#ffffff',
  ink: '#1d1f21',
  soft: '#5c6166',
  line: '#e3e0da',
  link: '#24508f',
}

export const tones: Record<Impact, string> = {
  operational: '#2f7d5b',
  maintenance: '#24508f',
  degraded: '#8a5a00',
  partial_outage: '#a3420b',
  major_outage: '#a11226',
}

/** A shape for each impact, so that colour is never alone. */
export const shapes: Record<Impact, string> = {
  operational: '●',
  maintenance: '■',
  degraded: '◆',
  partial_outage: '▲',
  major_outage: '▼',
}

/** The dark colours, where a mail program allows a style sheet. The cell is what react-email colours for the page. */
export const darkSheet = (accent: string) => `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #151719 !important; }
  .card { background-color: #1c1f22 !important; border-color: #2c3034 !important; }
  .ink { color: #eceae6 !important; }
  .brand { color: ${accent} !important; }
  .soft { color: #a3a8ad !important; }
  .link { color: #9cc0f5 !important; }
  .rule { border-color: #2c3034 !important; }
  .facts { background-color: #151719 !important; }
  .action { background-color: #eceae6 !important; border-color: #eceae6 !important; color: #151719 !important; }
  .side { background-color: #1c1f22 !important; border-color: #eceae6 !important; color: #eceae6 !important; }
  .tone-operational { color: #6cc79c !important; border-color: #6cc79c !important; }
  .tone-maintenance { color: #9cc0f5 !important; border-color: #9cc0f5 !important; }
  .tone-degraded { color: #f0c060 !important; border-color: #f0c060 !important; }
  .tone-partial_outage { color: #f2a27c !important; border-color: #f2a27c !important; }
  .tone-major_outage { color: #ff9aa6 !important; border-color: #ff9aa6 !important; }
}`

const fontFamily = 'system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif'

export const bodyText = {
  fontFamily,
  fontSize: '16px',
  lineHeight: '24px',
  color: colours.ink,
  margin: '0 0 16px',
  // A long name or address must not make a phone scroll sideways.
  wordBreak: 'break-word' as const,
}
export const smallText = {
  ...bodyText,
  fontSize: '14px',
  lineHeight: '20px',
  color: colours.soft,
  margin: '0 0 6px',
}
export const linkText = { color: colours.link, textDecorationLine: 'underline' as const }
