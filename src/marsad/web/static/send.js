// What persons do is sent in order, one stroke after another; the page shows it at once and is put right where the answer differs.

const TOKEN = document.querySelector("meta[name=marsad-token]")?.content ?? "";
let waiting = Promise.resolve();

// Sends JSON to an address of ours after all that was sent before; resolves to {ok, status, told}.
export function send(address, body) {
  return busy(() => {
    const sent = waiting.then(() => post(address, body()));
    waiting = sent.catch(() => {});
    return sent;
  });
}

// Runs the work and says on the page's root, in data-busy, how much is under way.
export async function busy(work) {
  const root = document.documentElement;
  root.dataset.busy = String(Number(root.dataset.busy ?? 0) + 1);
  try {
    return await work();
  } finally {
    root.dataset.busy = String(Number(root.dataset.busy) - 1);
  }
}

async function post(address, body) {
  try {
    const headers = { "content-type": "application/json", accept: "application/json", "x-marsad-token": TOKEN };
    const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
    return { ok: answer.ok, status: answer.status, told: await answer.json() };
  } catch {
    return { ok: false, status: 0, told: {} };
  }
}

// The page of this address as a document, without running or showing it.
export function fetched(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => (request.status === 200 ? resolve(request.response) : reject(new Error(String(request.status))));
    request.onerror = () => reject(new Error("not reached"));
    request.send();
  });
}
