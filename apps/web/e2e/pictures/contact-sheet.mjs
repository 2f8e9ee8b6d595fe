import { writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes a page that shows all pictures side by side, one screen and state a row.
 * @param {Map<string, string[]>} files names of the pictures by the screen and state they show
 */
export function writeContactSheet(folder, files) {
  const rows = [...files].map(([name, taken]) => ({ name, files: taken }));
  const sections = rows.map(
    ({ name, files }) => `<section id="${name}"><h2><a href="#${name}">${name}</a></h2>
<div>${files.map(figure).join('\n')}</div></section>`,
  );
  writeFileSync(path.join(folder, 'index.html'), pageOf(sections, rows));
}

function figure(file) {
  const variant = file.replace(/^.*--|\.png$/g, '');
  const size = variant.startsWith('390') ? 'phone' : 'wide';
  return `<figure class="${size}"><a href="${file}"><img loading="lazy" src="${file}" alt="${file}"></a><figcaption>${variant}</figcaption></figure>`;
}

function pageOf(sections, rows) {
  const count = rows.reduce((total, { files }) => total + files.length, 0);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Screens (${count})</title>
<style>
  body { font: 14px/1.5 system-ui, sans-serif; margin: 24px; background: #e9e9e6; color: #1b1f1e; }
  h2 { font-size: 15px; margin: 28px 0 8px; } h2 a { color: inherit; text-decoration: none; }
  div { display: flex; gap: 12px; overflow-x: auto; padding-bottom: 8px; align-items: flex-start; }
  figure { margin: 0; } figcaption { font-size: 12px; }
  img { display: block; border: 1px solid #c9c9c4; border-radius: 6px; max-height: 420px; object-fit: cover; object-position: top; }
  .wide img { width: 420px; } .phone img { width: 170px; }
</style>
<h1>${rows.length} screens and states, ${count} pictures</h1>
${sections.join('\n')}
</html>
`;
}
