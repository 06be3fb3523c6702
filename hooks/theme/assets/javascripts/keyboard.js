/* What Material leaves to the mouse: wide figures and tables, and the drawer on small screens. */
"use strict";
(() => {
  const SCROLLERS = ".md-typeset figure, .table-scroll, .md-typeset__scrollwrap";
  const mark = () => {
    for (const each of document.querySelectorAll(SCROLLERS)) {
      if (each.scrollWidth > each.clientWidth + 1) each.tabIndex = 0;
      else each.removeAttribute("tabindex");
    }
  };
  addEventListener("load", mark);
  addEventListener("resize", mark);
  /* Pictures that load late make their figures wide late; `load` does not bubble. */
  document.addEventListener("load", mark, true);

  const drawer = document.getElementById("__drawer");
  const opener = document.querySelector(".drawer-open");
  const sidebar = document.querySelector(".md-sidebar--primary");
  if (!drawer || !opener || !sidebar) return;
  const narrow = matchMedia("(max-width: 76.2344em)");
  const tell = () => {
    opener.setAttribute("aria-expanded", drawer.checked);
    /* Closed, the drawer is off the screen: its links must be out of the tab order as well. */
    sidebar.inert = narrow.matches && !drawer.checked;
  };
  opener.addEventListener("click", () => {
    drawer.click();
    const first = sidebar.querySelector("a, label[tabindex]");
    if (drawer.checked && first) first.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    drawer.click();
    opener.focus();
  });
  drawer.addEventListener("change", tell);
  narrow.addEventListener("change", tell);
  tell();
})();
