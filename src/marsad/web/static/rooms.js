// The list of a report with very many claims: its first fifty are there, each further fifty is fetched as it is come to or asked for.

import { fetched } from "./send.js";

export class Rooms {
  // `came` is told of the claims that came: their items and their values.
  constructor(came) {
    this.came = came;
    this.watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) if (isIntersecting) this.fill(target).catch(() => {}); // coming near again asks again
    });
  }

  // Takes the rooms of the page; each is as high as what it will hold may be.
  load() {
    this.watcher.disconnect();
    this.coming = new Map();
    this.rooms = [...document.querySelectorAll("#claims > .room")];
    if (!this.rooms.length) return;
    const first = document.querySelector("#claims > :not(.room)");
    const high = first.getBoundingClientRect().height / first.children.length; // asked once: each change of a room would lay all out anew
    for (const room of this.rooms) {
      room.style.blockSize = `${room.dataset.many * high}px`;
      this.watcher.observe(room);
    }
  }

  // Done when claim n stands in the list.
  async bring(n) {
    const room = this.rooms.find(({ dataset }) => Number(dataset.from) <= n && n < Number(dataset.from) + Number(dataset.many));
    if (room) await this.fill(room);
  }

  fill(room) {
    if (!this.coming.has(room)) this.coming.set(room, this.fetch(room).finally(() => this.coming.delete(room)));
    return this.coming.get(room);
  }

  async fetch(room) {
    const asked = new URL(location.href);
    asked.searchParams.set("listed", room.dataset.from);
    asked.hash = "";
    const page = await fetched(asked);
    if (!this.rooms.includes(room)) return;
    this.watcher.unobserve(room);
    this.rooms = this.rooms.filter((one) => one !== room);
    const come = page.querySelector("ol.claims");
    room.replaceChildren(...document.importNode(come, true).children);
    room.classList.remove("room");
    room.style.removeProperty("block-size");
    this.came([...room.children], JSON.parse(come.dataset.values));
  }
}
