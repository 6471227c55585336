import assert from 'node:assert/strict'
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { build, escape, fill } from '../tools/site.mjs'

const people = { people: [{ name: 'Ada <b>', vip: true }, { name: 'Grace', vip: false }] }

async function copy (page) {
  const root = await mkdtemp(path.join(tmpdir(), 'root-'))
  await cp('site', path.join(root, 'site'), { recursive: true })
  await cp('web', path.join(root, 'web'), { recursive: true })
  await mkdir(path.join(root, 'site/pages/made'), { recursive: true })
  await writeFile(path.join(root, 'site/pages/made/here.html'), page)
  return root
}

test('values are escaped wherever they are shown', () => {
  assert.equal(escape('<a href="x">&\'</a>'), '&lt;a href=&quot;x&quot;&gt;&amp;&#x27;&lt;/a&gt;')
  assert.equal(fill('{{name}}', [{ name: '<script>' }], {}, 'a'), '&lt;script&gt;')
})

test('lists are walked, and conditions are followed', () => {
  const template = '{{#each people}}{{name}}{{#if vip}}*{{else}}-{{/if}};{{/each}}'
  assert.equal(fill(template, [], people, 'a'), 'Ada &lt;b&gt;*;Grace-;')
  assert.equal(fill('[{{#each none}}{{unknown}}{{/each}}]', [], { none: [] }, 'a'), '[]')
})

test('what is wrong with a template is named with its line', () => {
  assert.throws(() => fill('one\n{{nobody}}', [], {}, 'site/pages/a.html'), /site\/pages\/a\.html, line 2 .*nobody knows \{\{nobody\}\}/)
  assert.throws(() => fill('{{#each lost}}{{/each}}', [], {}, 'a'), /no list site\/data\/lost\.json/)
  assert.throws(() => fill('{{#if name}}', [{ name: 'x' }], {}, 'a'), /\{\{\/if\}\} is missing/)
  assert.throws(() => fill('{{/each}}', [], {}, 'a'), /no block that is open/)
})

test('a page is written to its address, with its title and its description', async () => {
  const root = await copy('---\ntitle: Here\ndescription: Something is here.\nmenu: Here\n---\n<h1>Here</h1>\n')
  assert.ok((await build(path.join(root, 'out'), root)).includes('/made/here/'))
})

test('a page without a title or a description is refused', async () => {
  const untitled = await copy('---\ndescription: Something is here.\n---\n<h1>Here</h1>\n')
  await assert.rejects(build(path.join(untitled, 'out'), untitled), /made.here\.html has no title/)
  const bare = await copy('<h1>Here</h1>\n')
  await assert.rejects(build(path.join(bare, 'out'), bare), /does not begin with its title/)
})
