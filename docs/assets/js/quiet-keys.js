// Material moves the focus or changes the page on single letters. Somebody who speaks to the computer, or whose hand slips, cannot switch that
// off (WCAG 2.1.4), so those letters stop here unless a field has the focus. Remove when Material has a switch for them.
addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && "fspn/,.".includes(event.key)) event.stopPropagation();
}, true);
