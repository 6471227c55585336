// Builds the site and serves it: node tools/serve.mjs [port]. HOST and PORT come from the environment otherwise.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import http from 'node:http'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from './site.mjs'

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.xml': 'application/xml', '.txt': 'text/plain; charset=utf-8', '.svg': 'image/svg+xml',
  '.png': 'image/png', '.jpg': 'image/jpeg', '.webp': 'image/webp', '.ico': 'image/x-icon', '.woff2': 'font/woff2',
  '.pdf': 'application/pdf'
}
const HEADERS = {
  'Content-Security-Policy': "default-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self' https: mailto:",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Cache-Control': 'no-cache'
}

/** Serves a folder: GET and HEAD, `index.html` of folders, `404.html` for what is not there. */
export function server (folder) {
  const root = path.resolve(folder)
  return http.createServer(async (request, response) => {
    try {
      await answer(root, request, response)
    } catch (error) {
      console.error(error)
      send(response, 500, 'text/plain; charset=utf-8', 'That did not work.\n')
    }
  })
}

async function answer (root, request, response) {
  if (!['GET', 'HEAD'].includes(request.method)) {
    response.setHeader('Allow', 'GET, HEAD')
    return send(response, 405, 'text/plain; charset=utf-8', 'Only GET and HEAD.\n')
  }
  const name = decoded(request.url)
  if (name === '/health') return send(response, 200, 'application/json', '{"status":"ok"}')
  const found = name === undefined ? undefined : await find(root, name)
  if (found?.folder) {
    response.writeHead(308, { ...HEADERS, Location: encodeURI(name).replace(/^\/+/, '/') + '/' })
    return response.end()
  }
  if (found) return file(request, response, 200, found.file)
  const missing = path.join(root, '404.html')
  if (await stat(missing).catch(() => undefined)) return file(request, response, 404, missing)
  send(response, 404, 'text/plain; charset=utf-8', 'There is nothing here.\n')
}

function decoded (url) {
  try {
    const name = decodeURIComponent(url.split('?')[0])
    return name.includes('\0') || name.includes('\\') ? undefined : name
  } catch {
    return undefined
  }
}

async function find (root, name) {
  let file = path.join(root, name)
  if (file !== root && !file.startsWith(root + path.sep)) return undefined
  let is = await stat(file).catch(() => undefined)
  if (is?.isDirectory()) {
    if (!name.endsWith('/')) return { folder: true }
    file = path.join(file, 'index.html')
    is = await stat(file).catch(() => undefined)
  }
  return is?.isFile() ? { file } : undefined
}

function file (request, response, status, name) {
  response.writeHead(status, { ...HEADERS, 'Content-Type': TYPES[path.extname(name).toLowerCase()] ?? 'application/octet-stream' })
  if (request.method === 'HEAD') return response.end()
  createReadStream(name).on('error', () => response.destroy()).pipe(response)
}

function send (response, status, type, text) {
  response.writeHead(status, { ...HEADERS, 'Content-Type': type })
  response.end(text)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await build('dist')
  const port = Number(process.argv[2] ?? process.env.PORT ?? 8000)
  const host = process.env.HOST ?? '127.0.0.1'
  const serving = server('dist')
  serving.listen(port, host, () => console.log(`Serving http://${host}:${port}`))
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => serving.close(() => process.exit(0)))
}
