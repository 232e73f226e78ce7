// Copies what the pages use of the NL Design System packages to crates/waarborg/static/vendor/.
//
// The packages are large (600 kB of CSS, of which the pages use a tenth). This keeps the rules of the
// components named below, and of the theme only the tokens those rules reach. The result is not committed.
// Run: `npm ci && npm run css`, or `cargo xtask web`.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, 'node_modules');
const target = join(here, '../crates/waarborg/static/vendor');

const components = [
  'alert', 'article', 'badge-list', 'blockquote', 'body', 'breadcrumb-nav', 'button', 'button-group', 'checkbox', 'code',
  'code-block', 'data-list', 'document', 'emphasis', 'form-field', 'form-field-description', 'form-field-error-message',
  'form-fieldset', 'form-label', 'heading-1', 'heading-2', 'heading-3', 'heading-4', 'link', 'link-list', 'nav-list',
  'number-badge', 'ordered-list', 'page-content', 'page-footer', 'page-header', 'pagination', 'paragraph', 'radio-button',
  'root', 'select', 'separator', 'skip-link', 'spotlight-section', 'status-badge', 'surface', 'table', 'table-container',
  'textarea', 'textbox', 'unordered-list',
];

const read = (path) => readFileSync(path, 'utf8');
const withoutComments = (css) => css.replace(/\/\*[^]*?\*\//g, '').replace(/@charset[^;]*;/g, '');

/** Top-level rules of a stylesheet, as [prelude, body] pairs. */
function* rules(css) {
  let depth = 0;
  let start = 0;
  let open = 0;
  for (let at = 0; at < css.length; at += 1) {
    if (css[at] === '{') {
      if (depth === 0) open = at;
      depth += 1;
    } else if (css[at] === '}') {
      depth -= 1;
      if (depth === 0) {
        yield [css.slice(start, open).trim(), css.slice(open + 1, at)];
        start = at + 1;
      }
    }
  }
}

const blockOf = /\.utrecht-([a-z0-9-]+?)(?=__|--|[^a-z0-9-]|$)/g;
const kept = (selector) => [...selector.matchAll(blockOf)].every((match) => components.includes(match[1]));

function trim(css) {
  const out = [];
  for (const [prelude, body] of rules(css)) {
    if (prelude.startsWith('@media') || prelude.startsWith('@supports')) {
      const inner = trim(body);
      if (inner) out.push(`${prelude} {\n${inner}\n}`);
    } else if (prelude.startsWith('.utrecht-')) {
      const selectors = prelude.split(/,(?![^(]*\))/).map((one) => one.trim()).filter(kept);
      // The pages' security policy refuses data: images; the house draws its own.
      const declarations = body.split(/;(?![^(]*\))/).filter((one) => !one.includes('data:')).join(';').trim();
      if (selectors.length && declarations) out.push(`${selectors.join(',\n')} {\n  ${declarations}\n}`);
    }
  }
  return out.join('\n');
}

const used = (text) => [...text.matchAll(/var\(\s*(--[a-zA-Z0-9-]+)/g)].map((match) => match[1]);

mkdirSync(target, { recursive: true });
// REUSE-IgnoreStart
const licence = '/* SPDX-License-Identifier: EUPL-1.2 */\n';
// REUSE-IgnoreEnd
const css = trim(withoutComments(read(join(modules, '@utrecht/component-library-css/dist/index.css'))));
writeFileSync(join(target, 'utrecht.css'), `${licence}/* from @utrecht/component-library-css, trimmed by web/vendor.mjs */\n${css}\n`);

const theme = new Map();
const tokens = withoutComments(read(join(modules, '@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css')));
for (const [, body] of rules(tokens)) {
  for (const line of body.split(';')) {
    const at = line.indexOf(':');
    const name = line.slice(0, at).trim();
    if (name.startsWith('--')) theme.set(name, line.slice(at + 1).trim());
  }
}
const reach = new Set();
const waiting = used(css + read(join(here, '../crates/waarborg/static/waarborg.css')));
while (waiting.length) {
  const name = waiting.pop();
  if (theme.has(name) && !reach.has(name)) {
    reach.add(name);
    waiting.push(...used(theme.get(name)));
  }
}
const lines = [...reach].sort().map((name) => `  ${name}: ${theme.get(name)};`);
writeFileSync(
  join(target, 'theme.css'),
  `${licence}/* from @nl-design-system-unstable/voorbeeld-design-tokens, trimmed by web/vendor.mjs */\n.voorbeeld-theme {\n${lines.join('\n')}\n}\n`,
);

const fonts = join(modules, '@fontsource-variable/source-sans-3/files');
for (const style of ['normal', 'italic']) {
  copyFileSync(join(fonts, `source-sans-3-latin-wght-${style}.woff2`), join(target, `source-sans-3-${style}.woff2`));
}
console.log(`${components.length} components, ${reach.size} tokens and 2 fonts in crates/waarborg/static/vendor/`);
