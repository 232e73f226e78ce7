import { startHouse, startBrowser, visitor, inspect, pictures } from './house.mjs';
const house = await startHouse();
const { browser, stop } = await startBrowser();
try {
  const guest = await visitor(browser, house.address);
  await guest.signIn('demo-bram');
  const look = async (name) => { const { title, problems } = await inspect(browser, guest, name); console.log(name, title, problems); };
  await guest.go('/dossiers'); await look('dossiers');
  await guest.page.type('input[name=bsn]', '123'); await guest.press('main form button[type=submit]'); await look('dossiers-fout');
  await guest.go('/dossiers'); await guest.page.type('input[name=bsn]', '999990019'); await guest.press('main form button[type=submit]'); await look('dossiers-gevonden');
  await guest.go('/dossiers');
  const href = await guest.page.$eval('tbody a', (a) => a.getAttribute('href'));
  await guest.go(href); await look('dossier');
  for (const box of await guest.page.$$('input[name=open]')) await box.click();
  await guest.page.click('input[value=task]'); await guest.press('main form button[type=submit]'); await look('dossier-open');
  await guest.go(href);
  await (await guest.page.$('input[name=open]')).click();
  await guest.page.click('input[value=figures]'); await guest.press('main form button[type=submit]'); await look('dossier-geweigerd');
  await guest.go(href); await guest.press('main form button[type=submit]'); await look('dossier-fout');
  await guest.go(href + '/toevoegen'); await look('toevoegen'); await guest.press('main form button[type=submit]'); await look('toevoegen-fout');
  await guest.go(href + '/verbeteren'); await look('verbeteren');
  await guest.go('/dossiers/nieuw'); await look('nieuw'); await guest.press('main form button[type=submit]'); await look('nieuw-fout');
} finally { await stop(); await house.stop(); }
