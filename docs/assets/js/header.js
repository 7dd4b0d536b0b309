// What the theme's header lacks for a keyboard. Plain script: it runs on every page, before the theme's own.

// Room is kept for what scripts will show.
document.documentElement.classList.add("scripted");

// The guide is on this device, so its reader may have a plan, and the page shows that first (planner.css). In any case all of the page comes.
const ALL_COMES = 2000;
if (navigator.serviceWorker?.controller) {
  document.documentElement.classList.add("returns");
  addEventListener("load", () => setTimeout(() => document.documentElement.classList.remove("returns"), ALL_COMES));
}

// Material moves the focus or changes the page on single letters. Somebody who speaks to the computer, or whose hand slips, cannot switch that
// off (WCAG 2.1.4), so those letters stop here unless a field has the focus. Remove when Material has a switch for them.
addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && "fspn/,.".includes(event.key)) event.stopPropagation();
}, true);

// Material opens its menu and its search with checkboxes and labels, which no key can reach. These are buttons that say whether they are open.
addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("button[data-opens]")) {
    const box = document.getElementById(button.dataset.opens);
    button.addEventListener("click", () => box.click());
    box.addEventListener("change", () => {
      button.setAttribute("aria-expanded", String(box.checked));
      if (box.checked) document.querySelector(button.dataset.focus)?.focus();
    });
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.checked) return;
      box.click();
      button.focus();
    });
  }
});

// Wider letters, words and lines for those who read more easily so. Kept under the theme's own scope, as light and dark are.
const SPACING = "follow-up-guide:wide-spacing";

/** @param {boolean} wide */
const space = (wide) => document.documentElement.classList.toggle("wide-spacing", wide);

/** What was chosen before; a browser that keeps nothing has nothing to say. */
const chosen = () => {
  try {
    return localStorage.getItem(SPACING) === "yes";
  } catch {
    return false;
  }
};

/** The button lies in the page's foot, which changes with the page. */
function showSpacing() {
  const button = document.querySelector("[data-wide-spacing]");
  if (!button) return;
  button.parentElement.hidden = false;
  button.setAttribute("aria-pressed", String(document.documentElement.classList.contains("wide-spacing")));
}

space(chosen());
addEventListener("DOMContentLoaded", showSpacing);
document.addEventListener("arrived", showSpacing);
addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest("[data-wide-spacing]");
  if (!button) return;
  const wide = space(button.getAttribute("aria-pressed") !== "true");
  button.setAttribute("aria-pressed", String(wide));
  try {
    localStorage.setItem(SPACING, wide ? "yes" : "no");
  } catch {
    // Without a store the choice holds for this visit.
  }
});

// A phone that is turned: browsers keep the place by what stands at the upper edge. That is the header, which on a low screen leaves that edge (base.css),
// and the page would be at its beginning. So what was read stays in sight: what has the caret, or else what stood near the top.
const PARTS = "h1, h2, h3, h4, p, li, dt, dd, td, label, legend, button, summary, input, textarea";
const AT_REST = 150;
let read = null;
let height = 0;
let rest;

/** @param {Element} one */
const inSight = (one) => one.matches("input, textarea, select, button, a, summary") && one.getBoundingClientRect().bottom > 0 && one.getBoundingClientRect().top < innerHeight;

function noteRead() {
  const active = document.activeElement;
  const near = [0.2, 0.3, 0.4, 0.5].map((part) => document.elementFromPoint(innerWidth / 3, innerHeight * part)?.closest(PARTS));
  read = scrollY && (active && inSight(active) ? active : near.find(Boolean));
  height = read ? read.getBoundingClientRect().top / innerHeight : 0;
}

for (const sign of ["scroll", "focusin"]) {
  addEventListener(sign, () => {
    clearTimeout(rest);
    rest = setTimeout(noteRead, AT_REST);
  }, { passive: true });
}
matchMedia("(orientation: portrait)").addEventListener("change", () => {
  clearTimeout(rest);
  if (read?.isConnected) scrollBy({ top: read.getBoundingClientRect().top - height * innerHeight, behavior: "instant" });
});

// On the planner's page the theme's own scripts come late: once the page is there and no engine is starting (visit.mjs holds a lock while one is),
// for that takes all that a small device has. Or at once, when somebody turns to the header, whose search they bring.
const STARTING = `follow-up ${new URL("../../", document.currentScript.src).pathname} starting`;
const LONGEST = 8000;

function bringLate() {
  for (const late of document.querySelectorAll("script[data-late]")) {
    const script = document.createElement("script");
    script.src = late.src;
    // One after the other, as they stand in the page.
    script.async = false;
    late.replaceWith(script);
  }
}

addEventListener("load", () => (window.requestIdleCallback ?? setTimeout)(() => {
  const header = document.querySelector("header");
  if (!document.querySelector("script[data-late]")) return;
  for (const sign of ["pointerover", "focusin"]) header?.addEventListener(sign, bringLate, { once: true });
  setTimeout(bringLate, LONGEST);
  if (navigator.locks) void navigator.locks.request(STARTING, bringLate);
  else bringLate();
}));
