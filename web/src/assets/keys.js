// Single keys for people who live on the keyboard. Every page is complete without this file.
// Keys do nothing inside fields, with modifiers, or when they are turned off in the help.

const SETTING = "servanda.keys";
const help = document.querySelector("#keys");
const opener = document.querySelector("#keys-open");
const toggle = document.querySelector("#keys-on");

/** Storage may be closed to us (private windows): the keys then stay on. */
function stored() {
  try {
    return localStorage.getItem(SETTING);
  } catch {
    return null;
  }
}

function store(value) {
  try {
    localStorage.setItem(SETTING, value);
  } catch {
    // Nothing to do: the choice lasts for this page.
  }
}

let on = stored() !== "off";
let waiting = 0;

if (toggle instanceof HTMLInputElement) {
  toggle.checked = on;
  toggle.addEventListener("change", () => {
    on = toggle.checked;
    store(on ? "on" : "off");
  });
}

if (opener instanceof HTMLElement && help instanceof HTMLDialogElement) {
  opener.hidden = false;
  opener.addEventListener("click", () => help.showModal());
}

function isField(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

document.addEventListener("keydown", (event) => {
  if (!on || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
  if (help instanceof HTMLDialogElement && help.open) return;
  const soon = Date.now() - waiting < 2500;
  waiting = 0;
  if (event.key === "/") {
    document.querySelector("#search")?.focus();
  } else if (event.key === "?" && help instanceof HTMLDialogElement) {
    help.showModal();
  } else if (event.key === "g") {
    waiting = Date.now();
    return;
  } else if (soon && /^[a-z]$/.test(event.key)) {
    const link = document.querySelector(`nav [data-key="${event.key}"]`);
    if (!(link instanceof HTMLElement)) return;
    link.click();
  } else {
    return;
  }
  event.preventDefault();
});
