import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import http from 'node:http'
import { server } from '../tools/serve.mjs'
import { built } from '../tools/testing.mjs'

let serving
let port

before(async () => {
  serving = server((await built()).folder)
  await new Promise(resolve => serving.listen(0, '127.0.0.1', resolve))
  port = serving.address().port
})

after(() => serving.close())

function get (path, method = 'GET') {
  return new Promise((resolve, reject) => {
    http.request({ port, host: '127.0.0.1', path, method }, response => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', it => { text += it })
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }))
    }).on('error', reject).end()
  })
}

test('its health is asked for', async () => {
  const { status, text } = await get('/health')
  assert.equal(status, 200)
  assert.equal(text, '{"status":"ok"}')
})

test('a page comes with what protects its reader', async () => {
  const { status, headers } = await get('/')
  assert.equal(status, 200)
  assert.match(headers['content-type'], /text\/html/)
  assert.match(headers['content-security-policy'], /default-src 'self'/)
  assert.equal(headers['x-content-type-options'], 'nosniff')
})

test('what is not there is said with the page for it', async () => {
  const { status, text } = await get('/nowhere/')
  assert.equal(status, 404)
  assert.match(text, /There is no page here/)
})

test('nothing outside the site is served', async () => {
  for (const path of ['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/%00', '/%', '/..%5cpackage.json', '//../package.json']) {
    assert.equal((await get(path)).status, 404, path)
  }
})

test('only reading is allowed', async () => {
  assert.equal((await get('/', 'POST')).status, 405)
  assert.equal((await get('/', 'HEAD')).text, '')
})
