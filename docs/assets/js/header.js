// What the theme's header lacks for a keyboard. Plain script: it runs on every page, before the theme's own.

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
