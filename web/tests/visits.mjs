// A house with people coming in: what every file of page tests has around its walks.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { headerProblems, inspect, startBrowser, startHouse, visitor } from './house.mjs';

/** Starts a demo and a browser before the tests of a file and stops them after; `options` as in `startHouse`. */
export function visits(options) {
  let house;
  let browser;
  let stopBrowser;
  let files;

  before(async () => {
    files = mkdtempSync(join(tmpdir(), 'waarborg-files-'));
    house = await startHouse(['--demo'], options);
    ({ browser, stop: stopBrowser } = await startBrowser());
  });

  after(async () => {
    await stopBrowser?.();
    await house?.stop();
    rmSync(files, { recursive: true, force: true });
  });

  /** A visitor of whom nothing is checked, at the demo or another house. */
  const visit = (at = house) => visitor(browser, at.address);

  /** A visitor whose every response is checked for its headers, at the demo or another house; signed in as `person`. */
  async function arrive(person, at = house) {
    // A browser that was taken from under us must fail one test, not all that follow.
    if (!browser.connected) ({ browser, stop: stopBrowser } = await startBrowser());
    const guest = await visit(at);
    guest.wrong = [];
    guest.page.on('response', (response) => {
      // The browser leaves HSTS out of what it kept in memory.
      if (response.fromCache()) return;
      if (!response.url().startsWith(at.address)) guest.wrong.push(`${response.url()}: elsewhere`);
      const problems = headerProblems(response);
      if (problems.length) guest.wrong.push(`${response.status()} ${new URL(response.url()).pathname}: ${problems.join(', ')}`);
    });
    if (person) await guest.signIn(person);
    return guest;
  }

  async function leave(guest) {
    assert.deepEqual(guest.wrong, []);
    await guest.end();
  }

  /** Chooses a file with this name in the form of the page. */
  async function choose(guest, name, contents) {
    const file = join(files, name);
    writeFileSync(file, contents);
    const input = await guest.page.$('input[type=file]');
    await input.uploadFile(file);
  }

  /** The page that is open has nothing wrong at either width, and was pictured under this name. Gives its title. */
  async function looksGood(guest, name) {
    const { title, problems } = await inspect(browser, guest, name);
    assert.deepEqual(problems, [], `${name} (${guest.page.url()})`);
    return title;
  }

  return { arrive, choose, leave, looksGood, visit, log: () => house.log(), drafted: () => house.drafted() };
}

/** What the page says. */
export const text = (guest) => guest.page.$eval('main', (main) => main.textContent);

/** Where the guest is. */
export const path = (guest) => new URL(guest.page.url()).pathname;

/** The button of the form of one step. */
export const step = (name) => `main form:has(input[name=stap][value=${name}]) button[type=submit]`;

/** By key, not by mouse: a font that comes in late may move a field from under the pointer. */
export async function tick(guest, selector) {
  await guest.page.focus(selector);
  await guest.page.keyboard.press('Space');
}
