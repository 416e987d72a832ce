const everywhere = [
  ...['X-Content-Type-Options', 'nosniff'],
  ...['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ...['Permissions-Policy', 'camera=(), geolocation=(), microphone=()'],
]

function policy(scripts: string, frames: string): string {
  return [
    ...[
      "default-src 'self'",
      `script-src ${scripts}`,
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data:",
    ],
    ...[
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'self'",
      `frame-src ${frames}`,
      "frame-ancestors 'none'",
    ],
  ].join('; ')
}

/** Public pages carry no inline script, so none may run. */
export const pageSecurity = [...everywhere, 'Content-Security-Policy', policy("'self'", "'none'")]

/** The desk is a full React application, whose framework writes inline scripts; mails are shown in a frame without scripts. */
export const deskSecurity = [
  ...everywhere,
  ...['Content-Security-Policy', policy("'self' 'unsafe-inline'", "'self'")],
  ...['Cache-Control', 'private, no-store'],
]
