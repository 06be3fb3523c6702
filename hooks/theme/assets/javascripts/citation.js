/* What a citation's tooltip says, for readers without a mouse: a card on keyboard focus, and on
 * a tap, which then does not leave the page; the card leads on. Without the Popover API, and
 * without this script, a citation is a plain link. */
"use strict";
(() => {
  if (!HTMLElement.prototype.showPopover) return;
  const NOTED = "a.citation[title], sup.trust[title]";
  const card = document.createElement("div");
  const says = document.createElement("div");
  const link = document.createElement("a");
  card.className = "citation-card md-typeset";
  card.id = "citation-card";
  card.popover = "auto";
  link.textContent = "到法规页";
  card.append(says, link);
  document.body.append(card);
  for (const mark of document.querySelectorAll("sup.trust[title]")) mark.tabIndex = 0;

  let touched = false, owner = null;
  const place = () => {
    const box = owner.getClientRects()[0], size = card.getBoundingClientRect();
    const below = box.bottom + 6, above = box.top - size.height - 6;
    card.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
    card.style.top = `${below + size.height > innerHeight && above > 0 ? above : below}px`;
  };
  const show = (target, tapped) => {
    says.replaceChildren(...target.title.split("\n").map((line) => {
      const part = document.createElement("p");
      part.textContent = line;
      return part;
    }));
    link.hidden = !(tapped && target.href);
    if (target.href) link.href = target.href;
    owner = target;
    card.showPopover();
    place();
    if (tapped && !link.hidden) link.focus({ preventScroll: true });
  };
  const hide = () => {
    if (card.matches(":popover-open")) card.hidePopover();
  };
  document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; }, true);
  document.addEventListener("keydown", () => { touched = false; }, true);
  document.addEventListener("focusin", (event) => {
    const target = event.target.closest(NOTED);
    if (target && target.matches(":focus-visible") && !touched) show(target, false);
    else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    const target = event.target.closest(NOTED);
    /* Keyboards and screen readers click without a place: they follow the link. */
    if (!target || !touched || !event.detail) return;
    event.preventDefault();
    show(target, true);
  });
  /* Focus may scroll the page to the citation, and then the card has to follow it. */
  addEventListener("scroll", () => (document.activeElement === owner ? place() : hide()), { passive: true });
})();
