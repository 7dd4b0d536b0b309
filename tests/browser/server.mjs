/**
 * The one static server of the tests: compresses like a good host, sends right types and ETags, serves folders under paths of one origin, and
 * can be told to be ill. As a script: `node tests/browser/server.mjs site [port] [path]`.
 *
 * @typedef {object} Options
 * @property {number} [port]
 * @property {boolean} [compress] off: bytes as they are
 * @property {boolean} [headers] send what the site's own `_headers` file says
 * @property {Record<string, (request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => boolean | void>} [faults]
 *   what happens to a path instead; true when it has answered
 * @typedef {{origin: string, url: (path?: string) => string, log: string[], mounts: Record<string, string>, close: () => Promise<void>}} Served
 */
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** @type {Record<string, string>} */
export const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".xml": "application/xml",
  ".zip": "application/zip",
};
const PACKED = new Set([".png", ".woff2", ".gz"]);
const NAMED_BY_CONTENT = /\/engine\/[0-9a-f]{16}\//;

/** @type {Map<string, Buffer>} */
const compressed = new Map();

/** @param {string} path @param {Buffer} data @param {string} accepts @param {number} quality @returns {[Buffer, string]} */
export function encoded(path, data, accepts, quality = 5) {
  const way = accepts.includes("br") ? "br" : accepts.includes("gzip") ? "gzip" : "";
  if (!way || PACKED.has(extname(path))) return [data, ""];
  const key = `${way} ${quality} ${createHash("sha256").update(data).digest("hex")}`;
  const made = compressed.get(key) ?? (way === "br" ? brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }) : gzipSync(data, { level: Math.min(quality, 9) }));
  compressed.set(key, made);
  return made.length < data.length ? [made, way] : [data, ""];
}

/** The headers that the site's own file for hosts gives to a path. @param {string} folder @param {string} path */
export function hostHeaders(folder, path) {
  /** @type {Record<string, string>} */
  const found = {};
  let applies = false;
  for (const line of readFileSync(join(folder, "_headers"), "utf8").split("\n")) {
    if (line.startsWith("/")) applies = path.startsWith(line.replace(/\*$/, ""));
    else if (applies && line.startsWith("  ")) found[line.slice(2, line.indexOf(":"))] = line.slice(line.indexOf(":") + 1).trim();
  }
  return found;
}

/**
 * @param {string | Record<string, string>} folders a folder, or folders by the path they stand under, such as {"/guide/": "site"}
 * @param {Options} [options]
 * @returns {Promise<Served>}
 */
export async function serve(folders, { port = 0, compress = true, headers = false, faults = {} } = {}) {
  const mounts = typeof folders === "string" ? { "/": folders } : { ...folders };
  /** @type {string[]} */
  const log = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    log.push(pathname);
    if (faults[pathname]?.(request, response)) return;
    const mount = Object.keys(mounts).filter((path) => pathname.startsWith(path)).sort((a, b) => b.length - a.length)[0];
    if (!mount) return void response.writeHead(404).end();
    const folder = /** @type {string} */ (mounts[mount]);
    const below = normalize(decodeURIComponent(pathname.slice(mount.length)));
    if (below.startsWith("..")) return void response.writeHead(400).end();
    let path = join(folder, below);
    let status = 200;
    try {
      if (statSync(path).isDirectory()) {
        if (!pathname.endsWith("/")) return void response.writeHead(301, { location: `${pathname}/` }).end();
        path = join(path, "index.html");
      }
      statSync(path);
    } catch {
      [status, path] = [404, join(folder, "404.html")];
    }
    send(path, status, pathname, headers ? hostHeaders(folder, `/${below}`) : {}, compress, request, response);
  });
  await new Promise((ready) => server.listen(port, "127.0.0.1", () => ready(undefined)));
  const address = /** @type {import("node:net").AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${address.port}`;
  const first = Object.keys(mounts)[0] ?? "/";
  const close = () => new Promise((/** @type {(done: void) => void} */ done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
  return { origin, url: (path = "") => origin + first + path, log, mounts, close };
}

/**
 * @param {string} path @param {number} status @param {string} pathname @param {Record<string, string>} more @param {boolean} compress
 * @param {import("node:http").IncomingMessage} request @param {import("node:http").ServerResponse} response
 */
function send(path, status, pathname, more, compress, request, response) {
  let data;
  try {
    data = readFileSync(path);
  } catch {
    return void response.writeHead(404).end();
  }
  const etag = `"${createHash("sha256").update(data).digest("hex").slice(0, 20)}"`;
  const cache = NAMED_BY_CONTENT.test(pathname) ? "public, max-age=31536000, immutable" : "no-cache";
  /** @type {Record<string, string | number>} */
  const headers = { "content-type": TYPES[extname(path)] ?? "application/octet-stream", etag, vary: "accept-encoding", "cache-control": cache, ...more };
  if (status === 200 && request.headers["if-none-match"] === etag) return void response.writeHead(304, headers).end();
  const [body, way] = compress ? encoded(path, data, String(request.headers["accept-encoding"] ?? "")) : [data, ""];
  if (way) headers["content-encoding"] = way;
  headers["content-length"] = body.length;
  response.writeHead(status, headers).end(request.method === "HEAD" ? undefined : body);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder = "site", port = "8000", path = "/"] = process.argv.slice(2);
  console.log((await serve({ [path]: folder }, { port: Number(port) })).url());
}
