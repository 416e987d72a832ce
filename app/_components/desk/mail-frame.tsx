/** A mail as a mail program shows it: no scripts, no forms, no origin; its links open in a tab of their own. */
export function MailFrame({ title, html }: { title: string; html: string }) {
  return (
    <iframe
      title={title}
      loading="lazy"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      srcDoc={framed(html)}
      className="h-[40rem] w-full rounded-lg border border-line bg-white"
    />
  )
}

function framed(html: string): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
  return `<meta http-equiv="Content-Security-Policy" content="${policy}"><base target="_blank">${html}`
}
