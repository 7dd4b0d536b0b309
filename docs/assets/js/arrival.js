// The theme puts the next page in place of this one without loading it anew, so that the planner's engine lives on. A fresh page is read out from its
// beginning; so the new heading gets the focus here, unless the link led to a part of the page.
let first = true;
window.document$.subscribe(() => {
  if (!first) {
    document.dispatchEvent(new Event("arrived"));
    const heading = location.hash ? null : document.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }
  first = false;
});
