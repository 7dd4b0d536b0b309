// What the tests of this folder do with the planner: as little as it takes to have a plan.

/** Give one date and wait for the plan. @param {import("playwright-core").Page} page @param {string} [day] */
export async function makePlan(page, day = "12") {
  await page.waitForSelector("follow-up-planner [id='rounds.0.date.day']");
  const next = new Date(Date.now() + 40 * 86_400_000);
  const parts = { day, month: String(next.getMonth() + 1), year: String(next.getFullYear()) };
  for (const [part, value] of Object.entries(parts)) await page.fill(`[id="rounds.0.date.${part}"]`, value);
  await page.evaluate(() => {
    const planner = document.querySelector("follow-up-planner");
    planner?.addEventListener("planned", () => planner.setAttribute("data-test-planned", ""), { once: true });
    planner?.querySelector("form")?.requestSubmit();
  });
  await page.waitForSelector("follow-up-planner[data-test-planned]", { timeout: 60_000, state: "attached" });
}

/** How many files of the engine are kept. @param {import("playwright-core").Page} page */
export const engineKept = (page) => page.evaluate(async () => {
  const names = (await caches.keys()).filter((name) => name.includes(" engine "));
  const counts = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
  return counts.reduce((sum, count) => sum + count, 0);
});
