// Looks at a report in Chromium: node check.mjs report.html
// On a desk and a phone, light and dark: no sideways scrolling, no message on the console, nothing fetched, no text of a plot cut off.
import { chromium } from 'playwright-core';
import { pathToFileURL } from 'node:url';

const page = pathToFileURL(process.argv[2]).href;
const problems = [];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const paper = new Set();
  for (const width of [390, 1280]) {
    for (const colorScheme of ['light', 'dark']) {
      const name = `${width} px, ${colorScheme}`;
      const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme });
      const tab = await context.newPage();
      tab.on('console', message => problems.push(`${name}: console says ${message.text()}`));
      tab.on('pageerror', error => problems.push(`${name}: ${error.message}`));
      tab.on('request', request => { if (request.url() !== page) problems.push(`${name}: fetches ${request.url()}`); });
      await tab.goto(page);
      const seen = await tab.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        const cut = [...document.querySelectorAll('svg')].flatMap(svg => {
          const box = svg.viewBox.baseVal;
          // Turned text is measured before it is turned; it stands inside by construction.
          return [...svg.querySelectorAll('text:not([transform])')].filter(text => {
            const at = text.getBBox();
            return at.x < -1 || at.y < -1 || at.x + at.width > box.width + 1 || at.y + at.height > box.height + 1;
          }).map(text => `${svg.id}: ${text.textContent}`);
        });
        const crossed = [...document.querySelectorAll('svg')].flatMap(svg => {
          const boxes = [...svg.querySelectorAll('text:not([transform])')].map(text => {
            const { x, y, width, height } = text.getBBox();
            return { said: text.textContent, x, y, width, height };
          });
          return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => a.x + 1 < b.x + b.width && b.x + 1 < a.x + a.width && a.y + 4 < b.y + b.height && b.y + 4 < a.y + a.height).map(b => `${svg.id}: '${a.said}' and '${b.said}'`));
        });
        const root = document.documentElement;
        return { cut, crossed, sideways: root.scrollWidth - root.clientWidth, paper: getComputedStyle(root).backgroundColor, plots: document.querySelectorAll('svg').length };
      });
      paper.add(`${colorScheme} ${seen.paper}`);
      if (seen.plots === 0) problems.push(`${name}: there are no plots`);
      if (seen.sideways > 0) problems.push(`${name}: the page is ${seen.sideways} px wider than the screen`);
      problems.push(...seen.cut.map(text => `${name}: cut off in ${text}`), ...seen.crossed.map(texts => `${name}: one over the other in ${texts}`));
      await context.close();
    }
  }

  if (new Set([...paper].map(p => p.split(' ').slice(1).join(' '))).size !== 2) problems.push(`the page is not of two papers, light and dark: ${[...paper].join('; ')}`);
} finally {
  await browser.close();
}

for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'The report looks as it should.' : `${problems.length} problems.`);
process.exit(problems.length === 0 ? 0 : 1);
