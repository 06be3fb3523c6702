/* Replaces Material's inline start-up script, so that a page has no inline script at all.
 *
 * Defines the four names its bundle expects. Storage may be refused (private windows, some
 * USB and office set-ups), in which case even reading `localStorage` throws: then nothing is
 * remembered, and nothing breaks. */
"use strict";
{
  const memory = () => {
    const items = new Map();
    return { getItem: (key) => (items.has(key) ? items.get(key) : null), setItem: (key, value) => items.set(key, value) };
  };
  const open = (name) => {
    try {
      window[name].getItem("");
      return window[name];
    } catch {
      return memory();
    }
  };
  const storage = open("localStorage");
  const key = (scope, name) => `${scope.pathname}.${name}`;
  window.__md_scope = new URL(document.currentScript.dataset.base, location);
  window.__md_hash = (text) => [...text].reduce((hash, sign) => (hash << 5) - hash + sign.charCodeAt(0), 0);
  window.__md_get = (name, from = storage, scope = window.__md_scope) => {
    try {
      return JSON.parse(from.getItem(key(scope, name)));
    } catch {
      return null;
    }
  };
  window.__md_set = (name, value, to = storage, scope = window.__md_scope) => {
    try {
      to.setItem(key(scope, name), JSON.stringify(value));
    } catch {
      /* full or refused: not remembered */
    }
  };
  /* Where this is missing, Material's bundle would fetch a substitute from another host. */
  window.ResizeObserver ||= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  document.documentElement.classList.replace("no-js", "js");
}
