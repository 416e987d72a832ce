export const dynamic = 'force-dynamic'

export { default, generateMetadata } from '#app/(site)/confirm/expired/page.tsx'
