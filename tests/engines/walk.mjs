/**
 * A walk over the site that any engine can take. A meta element cannot say where a browser reports what breaks its policy, so the server sends the
 * pages' own policy once more, as a header that only reports: it forbids nothing itself, and serves engines whose driver sees no page begin.
 *
 * @typedef {import("./scenes.mjs").Driven} Driven
 * @typedef {{served: import("../browser/server.mjs").Served, reports: string[], ill: Record<string, string>}} Watched
 *   `ill` puts a piece of HTML into the page of a path
 */
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SITE } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { until } from "./scenes.mjs";

const FRAMES = "/frames";
const REPORTS = "/violations";
const START = "/after/send-a-thank-you-note/";
const AT_ONCE = 20;
// A frame stays until some more pages have come: with it would go what it has still to report.
const LOAD = `
  const [paths] = arguments;
  const left = [...paths];
  const loaded = new Set();
  const take = async () => {
    for (let path = left.shift(); path; path = left.shift()) {
      const frame = Object.assign(document.createElement("iframe"), { src: path, hidden: true });
      await new Promise((done) => { frame.onload = done; document.body.append(frame); });
      if (frame.contentDocument.querySelector("h1")) loaded.add(frame.contentWindow.location.pathname);
      frame.dataset.loaded = "";
      const done = document.querySelectorAll("[data-loaded]");
      if (done.length > 3) done[0].remove();
    }
  };
  await Promise.all([take(), take()]);
  return paths.filter((path) => loaded.has(path));
`;
const SCRIPT = "<script>globalThis.ill = true</script>";
const FILES = readdirSync(SITE, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/")).filter((path) => path.endsWith(".html")).sort();
/** The file of every page by its path. */
const PAGES = new Map(FILES.map((file) => [`/${file.replace(/(^|\/)index\.html$/, "$1")}`, join(SITE, file)]));
export const EVERY = [...PAGES.keys()];

/** The site, and what its pages report. @returns {Promise<Watched>} */
export async function watched() {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(readFileSync(join(SITE, "index.html"), "utf8"))?.[1];
  assert.ok(policy);
  /** @type {string[]} */
  const reports = [];
  /** @type {Record<string, string>} */
  const ill = {};
  const html = { "content-type": "text/html; charset=utf-8" };
  /** @type {NonNullable<import("../browser/server.mjs").Options["faults"]>} */
  const faults = {
    // What is kept on the device would come without the header.
    "/sw.js": (_, response) => !!response.writeHead(404).end(),
    [FRAMES]: (_, response) => !!response.writeHead(200, html).end("<!doctype html><title>Frames</title>"),
    [REPORTS]: (request, response) => {
      let body = "";
      request.on("data", (part) => (body += part)).on("end", () => {
        const { "csp-report": report } = JSON.parse(body);
        reports.push(`${report["effective-directive"]} ${report["blocked-uri"]} in ${new URL(report["document-uri"]).pathname}`);
        response.writeHead(204).end();
      });
      return true;
    },
  };
  for (const [path, file] of PAGES) {
    faults[path] = (_, response) => {
      response.setHeader("content-security-policy-report-only", `${policy}; report-uri ${REPORTS}`);
      const piece = ill[path];
      return piece ? !!response.writeHead(200, html).end(readFileSync(file, "utf8").replace("</main>", `${piece}</main>`)) : false;
    };
  }
  return { served: await serve(SITE, { compress: false, faults }), reports, ill };
}

/** Load pages whole, in frames that are not drawn: drawing is most of what a page costs here. @param {Driven} page @param {string[]} paths */
async function load(page, paths) {
  // A driver waits for one answer only so long.
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    const some = paths.slice(from, from + AT_ONCE);
    assert.deepEqual(await page.run(LOAD, some), some);
  }
}

/** Follow links from a step's page as the theme does it, which changes the page in place. @param {Driven} page @param {Watched} site @param {string[]} paths */
async function follow(page, { served }, paths) {
  await page.go(served.origin + START);
  // What pages may come in place is read from the map of the site.
  await until(page, '"document$" in globalThis && performance.getEntriesByName(new URL("/sitemap.xml", location)).length > 0', "the theme's script");
  await page.run("globalThis.same = true");
  for (const path of paths) {
    await page.run(`
      document.querySelector("h1").setAttribute("data-left", "");
      [...document.querySelectorAll("a")].find(({ pathname, hash }) => pathname === arguments[0] && !hash).click();
    `, path);
    await until(page, `location.pathname === ${JSON.stringify(path)} && !!document.querySelector("h1:not([data-left])")`, path);
    assert.equal(await page.run("return globalThis.same"), true, `${path} was loaded anew`);
  }
}

/** @param {Watched} site @param {RegExp[]} wanted */
async function reported({ reports }, wanted) {
  for (let left = 100; left > 0 && !wanted.every((one) => reports.some((report) => one.test(report))); left--) await pause(100);
  for (const one of wanted) assert.ok(reports.some((report) => one.test(report)), `${one} is not among ${reports.join("; ")}`);
  assert.deepEqual(reports.filter((report) => !wanted.some((one) => one.test(report))), []);
}

/** What the policy forbids is reported when it stands in a page. @param {Driven} page @param {Watched} site @param {import("../browser/server.mjs").Served} foreign */
export async function illPagesAreReported(page, site, foreign) {
  const image = foreign.url("ill.png");
  Object.assign(site.ill, { "/about/": SCRIPT, "/before/": '<p style="color: red">ill</p>', "/during/": `<img src="${image}" alt="">` });
  await page.go(site.served.origin + FRAMES);
  await load(page, ["/about/", "/before/", "/during/"]);
  await reported(site, [/^script-src-elem inline in \/about\/$/, /^style-src-attr inline in \/before\/$/, new RegExp(`^img-src ${image} in /during/$`)]);
  site.reports.length = 0;
  // One engine names the page that was left, and the other lets a style pass that comes in place.
  await follow(page, site, ["/about/", "/during/"]);
  await reported(site, [/^script-src-elem inline in /, new RegExp(`^img-src ${image} in `)]);
  site.reports.length = 0;
  for (const path of Object.keys(site.ill)) delete site.ill[path];
  assert.ok(!foreign.log.includes("/ill.png"));
}

/**
 * Nothing is reported but the one page made ill for it, which comes last: what came before has been reported by then.
 * @param {Driven} page @param {Watched} site @param {string[]} paths
 */
export async function nothingIsReported(page, site, paths) {
  await page.go(site.served.origin + FRAMES);
  await load(page, paths);
  await onlyTheLastIsReported(page, site);
  await follow(page, site, ["/about/", "/planner/", "/sheets/", "/examples/", "/situations/", "/before/", "/"]);
  await page.go(site.served.origin + FRAMES);
  await onlyTheLastIsReported(page, site);
}

/** @param {Driven} page @param {Watched} site */
async function onlyTheLastIsReported(page, site) {
  site.ill["/404.html"] = SCRIPT;
  await load(page, ["/404.html"]);
  await reported(site, [/^script-src-elem inline in \/404\.html$/]);
  site.reports.length = 0;
  delete site.ill["/404.html"];
}
