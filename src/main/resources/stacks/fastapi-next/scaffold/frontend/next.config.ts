import type { NextConfig } from 'next'

const origin = process.env.API_ORIGIN

// Files alone, beside the API; or, where API_ORIGIN says where that is, a server that passes requests on to it.
const config: NextConfig = {
  ...(origin
    ? { rewrites: async () => ['/api', '/static'].map((it) => ({ source: `${it}/:path*`, destination: `${origin}${it}/:path*` })) }
    : { output: 'export' }),
  experimental: { cpus: 1 },
}

export default config
