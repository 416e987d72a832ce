export const dynamic = 'force-dynamic'

export { default, generateMetadata } from '#app/(site)/unsubscribe/invalid/page.tsx'
