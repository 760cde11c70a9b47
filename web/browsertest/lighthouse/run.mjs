// Measures the main pages with Lighthouse, on a phone and on a desk, in the
// demonstration. It is no part of the checks: it takes minutes and depends on how
// busy the machine is. Once, in the root of the project:
//
//   npm install --no-save --no-package-lock --ignore-scripts lighthouse@13.5.0
//
// and then
//
//   node web/browsertest/lighthouse/run.mjs [page …]
//
// It prints a line for each page and ends with 1 when one is below what is asked.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';

// What is asked, in points of 100; layout may not shift at all.
const least = { performance: 95, accessibility: 100, 'best-practices': 95 };
const most = 60 * 1024; // bytes of a first page, compressed, with style and scripts
const reports = 'artifacts/lighthouse';

// Starts the demonstration; resolves with its address and accounts.
function demo() {
  const child = spawn(process.env.PASSEND ?? 'go', process.env.PASSEND ? ['demo', '--port', '0'] : ['run', './cmd/passend', 'demo', '--port', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    let text = '';
    child.on('exit', code => reject(new Error(`the demonstration ended with ${code}`)));
    child.stdout.on('data', part => {
      text += part;
      const url = text.match(/http:\/\/127\.0\.0\.1:\d+/);
      const accounts = Object.fromEntries([...text.matchAll(/^(coach|jobhunter|werknemer) +(\S+) +(\S+)$/gm)].map(m => [m[1], { login: m[2], password: m[3] }]));
      if (url && Object.keys(accounts).length === 3) resolve({ url: url[0], accounts, stop: () => child.kill('SIGINT') });
    });
  });
}

// Signs in and returns the cookie of the session.
async function signIn(url, account) {
  const answer = await fetch(`${url}/inloggen`, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ naam: account.login, wachtwoord: account.password }) });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (answer.status !== 303 || !cookie) throw new Error(`sign-in of ${account.login}: ${answer.status}`);
  return cookie;
}

// The first address on a page that the pattern fits.
async function link(url, path, cookie, pattern) {
  const found = (await (await fetch(url + path, { headers: { cookie } })).text()).match(pattern);
  if (!found) throw new Error(`${path} has no ${pattern}`);
  return found[0];
}

// The main pages: name, path and cookie.
async function pages({ url, accounts }) {
  const [worker, coach, hunter] = await Promise.all(['werknemer', 'coach', 'jobhunter'].map(role => signIn(url, accounts[role])));
  const list = await link(url, '/caseload', coach, /\/werknemers\/[0-9a-f-]{36}/);
  return [
    ['sign-in', '/inloggen', ''],
    ['worker list', '/voor-mij', worker],
    ['worker vacancy', await link(url, '/voor-mij', worker, /\/voor-mij\/vacatures\/[0-9a-f-]{36}/), worker],
    ['worker search', '/zoek-werk?q=administratief', worker],
    ['coach caseload', '/caseload', coach],
    ['coach list', list, coach],
    ['coach vacancy', await link(url, list, coach, /\/werknemers\/[0-9a-f-]{36}\/vacatures\/[0-9a-f-]{36}/), coach],
    ['coach search', '/coach/zoeken', coach],
    ['hunter list', await link(url, '/caseload', hunter, /\/werknemers\/[0-9a-f-]{36}/), hunter],
    ['hunter employers', '/werkgevers', hunter],
  ];
}

const site = await demo();
const wanted = process.argv.slice(2);
let failed = false;
mkdirSync(reports, { recursive: true });
try {
  for (const [name, path, cookie] of await pages(site)) {
    if (wanted.length && !wanted.includes(name)) continue;
    // A browser of its own: another keeps the session of who came before.
    const chrome = await launch({ chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', chromeFlags: ['--headless=new', '--no-sandbox'] });
    try {
      for (const form of ['phone', 'desk']) {
        const flags = { port: chrome.port, output: 'html', onlyCategories: Object.keys(least), extraHeaders: cookie ? { Cookie: cookie } : {} };
        const { lhr, report } = await measure(site.url + path, flags, form);
        writeFileSync(`${reports}/${name.replaceAll(' ', '-')}-${form}.html`, report);
        failed = !tell(name, form, lhr) || failed;
      }
    } finally {
      await chrome.kill();
    }
  }
} finally {
  site.stop();
}
process.exit(failed ? 1 : 0);

// Measures a page; on a busy machine a recording fails now and then, and is made again.
async function measure(url, flags, form) {
  for (let left = 2; ; left--) {
    const found = await lighthouse(url, flags, form === 'desk' ? desktopConfig : undefined);
    if (!found.lhr.runtimeError) return found;
    if (left === 0) throw new Error(`${url}: ${found.lhr.runtimeError.message}`);
  }
}

// Prints the figures of a page; false when one is below what is asked.
function tell(name, form, lhr) {
  const number = id => lhr.audits[id].numericValue;
  const points = Object.entries(least).map(([key, asked]) => [key, Math.round(100 * lhr.categories[key].score), asked]);
  const [shift, bytes] = [number('cumulative-layout-shift'), number('total-byte-weight')];
  const good = points.every(([, n, asked]) => n >= asked) && shift === 0 && bytes <= most;
  const wrong = Object.values(lhr.audits).filter(a => a.score !== null && a.score < 0.9 && a.scoreDisplayMode !== 'informative').map(a => a.id);
  console.log(`${good ? 'ok   ' : 'below'} ${name}, ${form}: ${points.map(([key, n]) => `${key} ${n}`).join(', ')}, shift ${shift.toFixed(3)}, ` +
    `${Math.round(bytes / 1024)} kB, largest paint ${Math.round(number('largest-contentful-paint'))} ms${good ? '' : `; ${wrong.join(' ')}`}`);
  return good;
}
