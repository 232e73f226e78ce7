// A running demo and a browser, for the tests of the pages. Everything is thrown away afterwards.

import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import puppeteer from 'puppeteer-core';

const here = dirname(fileURLToPath(import.meta.url));
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const program = process.env.WAARBORG_BIN ?? join(here, '../../target/debug/waarborg');
const chromium = process.env.CHROMIUM_BIN ?? '/usr/bin/chromium';

/** The folder in which `SCREENSHOTS` wants a picture of every page; none are made for nobody to look at. */
const pictures = process.env.SCREENSHOTS;
if (pictures) mkdirSync(pictures, { recursive: true });

export const widths = [320, 1440];
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Brings the policy of this checkout in as a draft under another name; resolves when all its promises were proved. */
function proposePolicy(data) {
  const policy = join(data, 'policy');
  cpSync(join(here, '../../policy'), policy, { recursive: true });
  const file = join(policy, 'organisation.toml');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^edition = .*$/m, 'edition = "2026.1"'));
  const note = 'De regels zijn dezelfde. Alleen de naam van het beleid is nieuw.';
  return promisify(execFile)(program, ['--data', data, 'policy', 'propose', policy, '--note', note], {
    env: { ...process.env, DATABASE_URL: '' },
  });
}

/**
 * Starts the service, on a free port unless told otherwise, with an empty data folder, and in it what `prepare` puts there;
 * resolves with its address once it is ready. A draft of the policy comes in while it runs: `drafted` waits for that.
 */
export async function startHouse(args = ['--demo'], { draft = false, port = 0, prepare = async () => {} } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'waarborg-data-'));
  await prepare(data);
  const child = spawn(program, ['serve', ...args, '--data', data, '--listen', `127.0.0.1:${port}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '' },
  });
  let said = '';
  const address = await new Promise((resolve, reject) => {
    const listen = (chunk) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => reject(new Error(`the service stopped with ${code}: ${said}`)));
  });
  // Proving takes a minute or two, which the first walks do not need to wait for.
  const proposed = draft ? proposePolicy(data) : Promise.resolve();
  // Whoever waits for it hears what went wrong; until then it is no failure of another test.
  proposed.catch(() => {});
  const stop = () =>
    new Promise((resolve) => {
      proposed.child?.kill();
      const gone = () => {
        rmSync(data, { recursive: true, force: true });
        resolve();
      };
      if (child.exitCode !== null || child.signalCode !== null) gone();
      else {
        child.on('exit', gone);
        child.kill('SIGTERM');
      }
    });
  return { address, stop, log: () => said, drafted: () => proposed };
}

/** A port that nobody has now. */
export async function freePort() {
  const server = createServer();
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

/** A real identity provider on loopback for the service at `port`, made known in its data folder. */
export async function startIdentity(data, port) {
  const child = spawn(process.execPath, [join(here, 'identity.mjs'), `http://127.0.0.1:${port}`, data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = await new Promise((resolve, reject) => {
    child.stdout.once('data', (chunk) => resolve(String(chunk)));
    child.once('exit', (code) => reject(new Error(`the identity provider stopped with ${code}`)));
  });
  const [issuer] = said.split(' ');
  const provider = (audience) => `[[provider]]
audience = "${audience}"
issuer = "${issuer}"
client_id = "waarborg"
acr = "http://eidas.europa.eu/LoA/substantial"
key = "oidc.pem"
`;
  writeFileSync(join(data, 'oidc.toml'), provider('staff') + provider('residents'));
  const choose = (account, acr = 'substantial') =>
    fetch(`${issuer}/choose?account=${account}&acr=http://eidas.europa.eu/LoA/${acr}`);
  return { issuer, choose, stop: () => child.kill('SIGTERM') };
}

export async function startBrowser() {
  const profile = mkdtempSync(join(tmpdir(), 'waarborg-browser-'));
  const browser = await puppeteer.launch({
    executablePath: chromium,
    userDataDir: profile,
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
  const stop = async () => {
    await browser.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { browser, stop };
}

/** A visitor with cookies of their own. JavaScript is off: the pages must not need it. */
export async function visitor(browser, address) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setJavaScriptEnabled(false);
  const go = (path) => page.goto(address + path, { waitUntil: 'load' });
  // By key, not by mouse: a font that comes in late may move a button from under the pointer.
  const press = async (selector) => {
    await page.focus(selector);
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
  };
  const signIn = async (person) => {
    await go('/aanmelden');
    await page.click(`input[value="${person}"]`);
    await press('main button[type=submit]');
  };
  return { page, go, press, signIn, address, end: () => context.close() };
}

/** What was found on pages that were looked at, by what they say: many are the same for all who may see them. */
const lookedAt = new Map();

/** What a page says within its frame, without what is new each time it is served. The frame of each role is on other pages. */
const said = (html) => html.replace(/^.*?<main/s, '').replace(/<input[^>]*name="formulier"[^>]*>/g, '');

/**
 * Looks at the page that is open, at both widths, and says everything that is wrong with it. A page that says what another said
 * is looked at once.
 *
 * Works on the document as it was served: a form's answer cannot be fetched again. The policy of the page would
 * refuse axe; a second page without it gets the same HTML and the same stylesheets.
 */
export async function inspect(browser, visitor_, name) {
  const html = await visitor_.page.content();
  const title = await visitor_.page.title();
  const key = title + said(html);
  if (!lookedAt.has(key)) lookedAt.set(key, await look(browser, visitor_.page.url(), html, name));
  return { title, problems: [...lookedAt.get(key), ...(title ? [] : ['no title'])] };
}

async function look(browser, url, html, name) {
  const problems = [];
  if (/<script|<style|\sstyle=|\son[a-z]+=/i.test(html)) problems.push('inline style or script');
  if (!lookers.has(browser)) lookers.set(browser, await startLooker(browser));
  const { page, serve } = lookers.get(browser);
  await serve(url, html);
  for (const width of widths) {
    await page.setViewport({ width, height: width < 600 ? 720 : 900 });
    problems.push(...(await wrongAt(page)).map((text) => `${width}: ${text}`));
    if (pictures) await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
  }
  return problems;
}

/** One page for each browser, which nobody is signed in at: it keeps stylesheets and fonts from one document to the next. */
const lookers = new WeakMap();

async function startLooker(browser) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setBypassCSP(true);
  await page.setRequestInterception(true);
  await page.setCacheEnabled(true);
  let shown = '';
  page.on('request', (request) => {
    if (request.isNavigationRequest() && /^http/.test(request.url())) {
      request.respond({ status: 200, contentType: 'text/html; charset=utf-8', body: shown });
    } else {
      request.continue();
    }
  });
  /** Shows the very document that was served, at its own address, with axe in it. */
  const serve = async (url, html) => {
    shown = html;
    // Addresses that differ behind the # only are one page, which would not be fetched.
    await page.goto('about:blank');
    await page.goto(url, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    await page.evaluate(axeSource);
  };
  return { page, serve };
}

/** What is wrong with a page at the width that it has now. */
function wrongAt(page) {
  return page.evaluate(async (tags) => {
    const wrong = [];
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide > 0) {
      const limit = document.documentElement.clientWidth;
      const out = [...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > limit + 0.5);
      const who = out.slice(0, 3).map((it) => `${it.tagName}.${it.className}`);
      wrong.push(`scrolls sideways by ${wide} px (${who.join(' ')})`);
    }
    const result = await window.axe.run(document, { runOnly: { type: 'tag', values: tags } });
    for (const it of result.violations) {
      wrong.push(`${it.id}: ${it.nodes.map((node) => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`);
    }
    return wrong;
  }, axeTags);
}

const mustHave = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
};

/** What is wrong with the headers of a response. */
export function headerProblems(response) {
  const headers = response.headers();
  const problems = [];
  for (const [name, value] of Object.entries(mustHave)) {
    if (headers[name] !== value) problems.push(`${name}: ${headers[name]}`);
  }
  const hsts = /max-age=(\d+)/.exec(headers['strict-transport-security'] ?? '');
  if (!hsts || Number(hsts[1]) < 31_536_000) problems.push('strict-transport-security');
  if (!headers['cache-control']) problems.push('cache-control');
  if (headers['content-encoding']) problems.push('content-encoding: compressed');
  return problems;
}
