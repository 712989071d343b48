/** Serves a built site, under a path if it was built for one, as any static host would. */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { inRepository } from './say.mjs';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** The file for a path of the site, or undefined. Nothing outside the folder is ever reached. */
function fileFor(folder, pathname) {
  const file = path.join(folder, path.normalize(`/${pathname}`));
  if (path.relative(folder, file).startsWith('..') || !existsSync(file)) return undefined;
  if (!statSync(file).isDirectory()) return file;
  const index = path.join(file, 'index.html');
  return existsSync(index) ? index : undefined;
}

function answer(folder, base, request, response) {
  let pathname;
  try {
    pathname = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname);
  } catch {
    response.writeHead(400).end('This address cannot be read.');
    return;
  }
  if (pathname === '/' && base !== '') return void response.writeHead(302, { location: `${base}/` }).end();
  const inside = pathname === base || pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : undefined;
  const file = inside === undefined ? undefined : fileFor(folder, inside);
  // Relative links in a page need the closing slash.
  if (file?.endsWith('index.html') && !pathname.endsWith('/') && !pathname.endsWith('.html')) {
    return void response.writeHead(301, { location: `${pathname}/` }).end();
  }
  if (file === undefined) {
    const page = path.join(folder, '404.html');
    response.writeHead(404, { 'content-type': types['.html'] });
    response.end(existsSync(page) ? readFileSync(page) : 'Not found');
    return;
  }
  const type = types[path.extname(file)] ?? 'application/octet-stream';
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' });
  createReadStream(file).pipe(response);
}

/**
 * Resolves with the address; rejects with the error of `listen`, such as EADDRINUSE.
 * @param {{ folder: string, port: number, base?: string, host?: string }} options
 * @returns {Promise<{ address: string, close: () => void }>}
 */
export function serve({ folder, port, base = '/', host = 'localhost' }) {
  const prefix = base.replace(/\/+$/, '').replace(/^(?=[^/])/, '/');
  const server = http.createServer((request, response) => answer(folder, prefix, request, response));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = `http://localhost:${server.address().port}${prefix}/`;
      resolve({ address, close: () => server.close() });
    });
  });
}

// node src/setup/serve.mjs <folder> <port>: for the browser tests.
if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [folder = 'dist', port = '4321'] = process.argv.slice(2);
  const { address } = await serve({ folder: inRepository(folder), port: Number(port), base: process.env.BASE_PATH });
  console.log(address);
}
