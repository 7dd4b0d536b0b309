// One policy on every page, kept by pages and workers, in a meta element and in headers; nothing ever goes to another origin.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { SITE, SKIP, open, violations, watch } from "../browser/chromium.mjs";
import { serve } from "../browser/server.mjs";
import { makePlan } from "./planner.mjs";

const pages = readdirSync(SITE, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".html")).map((path) => path.replaceAll("\\", "/"));
const addresses = pages.map((path) => path.replace(/(^|\/)index\.html$/, "$1")).sort();
const PROBE = `
  const tried = async () => {
    const blocked = async (what) => { try { await what(); return "allowed"; } catch { return "blocked"; } };
    return {
      eval: await blocked(() => eval("1")),
      function: await blocked(() => new Function("return 1")()),
      fetch: await blocked(() => fetch(globalThis.elsewhere, { mode: "no-cors" })),
      import: await blocked(() => import(globalThis.elsewhere + "x.mjs")),
      wasm: await blocked(() => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))),
    };
  };
  onmessage = async ({ data }) => { globalThis.elsewhere = data; postMessage(await tried()); };
`;
const SEALED = { eval: "blocked", function: "blocked", fetch: "blocked", import: "blocked", wasm: "allowed" };

test("every page carries the same policy, before anything that could run, and no inline code stands outside it", () => {
  const found = new Set(pages.map((path) => {
    const html = readFileSync(join(SITE, path), "utf8");
    const meta = /<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html);
    assert.ok(meta, `${path} has no policy`);
    assert.doesNotMatch(html.slice(0, meta.index), /<script|<link|<style/, path);
    return meta[1];
  }));
  assert.equal(found.size, 1);
  const [policy = ""] = found;
  for (const rule of ["default-src 'none'", "connect-src 'self'", "form-action 'none'", "object-src 'none'", "base-uri 'none'", "worker-src 'self' blob:"]) assert.ok(policy.includes(rule), rule);
  assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'|https?:|\*/);
  for (const file of ["_headers", ".htaccess", "deploy/nginx.conf", "deploy/Caddyfile"]) {
    const text = readFileSync(join(SITE, file), "utf8");
    assert.ok(text.includes(`${policy}; frame-ancestors 'self'`), file);
    for (const name of ["X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy"]) assert.ok(text.includes(name), `${file}: ${name}`);
  }
});

for (const headers of [false, true]) {
  describe(headers ? "with the header file for hosts" : "with the meta element alone", { skip: SKIP }, () => {
    /** @type {import("../browser/server.mjs").Served} */
    let served;
    /** @type {import("../browser/server.mjs").Served} */
    let foreign;
    /** @type {import("../browser/chromium.mjs").Context} */
    let context;
    before(async () => {
      const probe = (_, response) => response.writeHead(200, { "content-type": "text/javascript" }).end(PROBE);
      // Asked for by Chromium where a page names no icon, as the sheets to print do not.
      const noIcon = (_, response) => response.writeHead(204).end();
      served = await serve(SITE, { headers, faults: { "/probe.mjs": probe, "/favicon.ico": noIcon } });
      foreign = await serve(SITE);
      context = await open();
    });
    after(async () => {
      await context.close();
      await served.close();
      await foreign.close();
    });

    test("no page asks another origin for anything, breaks the policy or logs an error", async () => {
      const seen = await watch(context, served.origin);
      const page = await context.newPage();
      for (const address of headers ? ["", "planner/"] : addresses) {
        await page.goto(served.url(address), { waitUntil: "load" });
        assert.deepEqual(await violations(page), [], address);
        // The page for what is not there is asked for by name here, so it is found.
        assert.deepEqual(seen, { elsewhere: [], violations: [], errors: [] }, address);
      }
    });

    test("the search works", async () => {
      const page = await context.newPage();
      await page.goto(served.url());
      await page.fill("[data-md-component=search-query]", "thank");
      await page.waitForSelector(".md-search-result__item");
      assert.deepEqual(await violations(page), []);
      await page.close();
    });

    test("a page can neither evaluate text nor reach another origin", async () => {
      const page = await context.newPage();
      await page.goto(served.url("planner/"));
      const result = await page.evaluate(async (elsewhere) => {
        // What the tools evaluate is not bound by the policy; what runs later is.
        await new Promise((done) => setTimeout(done, 10));
        const blocked = async (what) => { try { await what(); return "allowed"; } catch { return "blocked"; } };
        return { eval: await blocked(() => eval("1")), fetch: await blocked(() => fetch(elsewhere, { mode: "no-cors" })) };
      }, foreign.url());
      assert.deepEqual(result, { eval: "blocked", fetch: "blocked" });
      assert.deepEqual(foreign.log, []);
      await page.close();
    });

    test("a worker started from a blob is bound by the same policy", async () => {
      const page = await context.newPage();
      await page.goto(served.url("planner/"));
      const result = await page.evaluate(async ([address, elsewhere]) => {
        const worker = new Worker(URL.createObjectURL(new Blob([`import ${JSON.stringify(address)};postMessage("up")`], { type: "text/javascript" })), { type: "module" });
        const next = () => new Promise((done) => worker.addEventListener("message", ({ data }) => done(data), { once: true }));
        await next();
        worker.postMessage(elsewhere);
        return next();
      }, [served.url("probe.mjs"), foreign.url()]);
      assert.deepEqual(result, SEALED);
      assert.deepEqual(foreign.log, []);
      await page.close();
    });

    test("the planner plans and prints inside the policy, and its worker can neither evaluate text nor reach out", async () => {
      const seen = await watch(context, served.origin);
      const page = await context.newPage();
      await page.goto(served.url("planner/"));
      await makePlan(page);
      // The search comes with the theme's script, which comes late, or when somebody turns to the header.
      await page.locator("header").first().hover();
      for (let left = 50; left > 0 && page.workers().length < 2; left--) await page.waitForTimeout(200);
      assert.ok(page.workers().length >= 2, "the planner's worker and the search's");
      for (const worker of page.workers()) {
        assert.match(worker.url(), /^blob:/);
        const tried = await worker.evaluate(async (elsewhere) => {
          // What the tools evaluate is not bound by the policy; what runs later is.
          await new Promise((done) => setTimeout(done, 10));
          const blocked = async (/** @type {() => unknown} */ what) => { try { await what(); return "allowed"; } catch { return "blocked"; } };
          return [await blocked(() => eval("1")), await blocked(() => fetch(elsewhere, { mode: "no-cors" })), await blocked(() => /** @type {any} */ (globalThis).importScripts(`${elsewhere}x.js`))];
        }, foreign.url());
        assert.deepEqual(tried, ["blocked", "blocked", "blocked"], worker.url());
      }
      const left = await Promise.all(page.workers().map((worker) => worker.evaluate(() => {
        const here = /** @type {any} */ (globalThis);
        const toNetwork = ["fetch", "XMLHttpRequest", "WebSocket", "WebTransport", "EventSource", "importScripts", "FontFace", "fonts"];
        const toStore = ["indexedDB", "caches", "webkitRequestFileSystem", "webkitRequestFileSystemSync", "BroadcastChannel", "Worker", "navigator"];
        return [...toNetwork, ...toStore].filter((name) => here[name] !== undefined);
      })));
      assert.ok(left.some((names) => !names.length), "no worker is without ways to network and store");
      // The dialog itself would wait for somebody.
      await page.evaluate(() => new MutationObserver(([record]) => {
        const frame = record?.addedNodes[0];
        if (frame instanceof HTMLIFrameElement) frame.addEventListener("load", () => frame.contentWindow && (frame.contentWindow.print = () => frame.setAttribute("data-printed", "")), { capture: true });
      }).observe(document.body, { childList: true }));
      await page.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-tool=print]"))?.click());
      const frame = await page.waitForSelector("iframe[data-sheet][data-printed]", { state: "attached" });
      assert.ok(((await (await frame.contentFrame())?.textContent("body")) ?? "").length > 100);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual([seen.elsewhere, seen.violations, foreign.log], [[], [], []]);
      await page.close();
    });
  });
}
