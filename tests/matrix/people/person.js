import * as sdk from "matrix-js-sdk";
import { DeviceIsolationModeKind, EventShieldColour } from "matrix-js-sdk/lib/crypto-api/index.js";
import { Glances } from "./glances.js";

const PATIENCE = 120_000; // ms for what ought to come, on a machine that has much else to do
const BLIND = new Set(["invited", "joined", "react", "redact", "request", "wait"]); // or they look by themselves
const PLAIN = new Set(["edit", "send"]); // who speaks encrypted has to know who is here
const REST = { encrypted: 2_000, plain: 20_000 }; // keys are to be asked for and given before long

const SHIELDS = { [EventShieldColour.NONE]: "none", [EventShieldColour.GREY]: "grey", [EventShieldColour.RED]: "red" };

/** One person at one device, as Element would be: Rust crypto, cross-signed. */
export class Person {
  constructor(client, glances, crypto) {
    this.client = client;
    this.glances = glances;
    this.crypto = crypto;
    this.seen = new Map(); // event id -> MatrixEvent, in order of arrival
    this.waiting = new Set();
    client.on(sdk.ClientEvent.Event, (event) => this.#notice(event));
    client.on(sdk.MatrixEventEvent.Decrypted, () => this.#look());
    client.on(sdk.ClientEvent.Sync, () => this.#look());
    glances.follow(client, sdk.ClientEvent.Sync, () => this.waiting.size > 0);
  }

  static async login({ homeserver, user, device, token, password, strict = false, crypto = true }) {
    const glances = new Glances(crypto ? REST.encrypted : REST.plain);
    const client = sdk.createClient({
      fetchFn: glances.fetch,
      baseUrl: homeserver,
      userId: user,
      deviceId: device,
      accessToken: token,
      timelineSupport: true,
    });
    const person = new Person(client, glances, crypto);
    if (crypto) await person.#protect(password, strict);
    await client.startClient({ initialSyncLimit: 100, lazyLoadMembers: false });
    await person.#synced();
    return person;
  }

  async #protect(password, strict) {
    await this.client.initRustCrypto({ useIndexedDB: false });
    const crypto = this.client.getCrypto();
    const identifier = { type: "m.id.user", user: this.client.getUserId() };
    await crypto.bootstrapCrossSigning({
      authUploadDeviceSigningKeys: (upload) => upload({ type: "m.login.password", identifier, password }),
    });
    if (strict) crypto.setDeviceIsolationMode({ kind: DeviceIsolationModeKind.OnlySignedDevicesIsolationMode });
  }

  #synced() {
    return new Promise((resolve, reject) => {
      this.client.on(sdk.ClientEvent.Sync, (state, _before, data) => {
        if (state === "PREPARED" || state === "SYNCING") resolve();
        else if (state === "ERROR") reject(data?.error ?? new Error("sync failed"));
      });
    });
  }

  /** Before doing something for which one has to know what came meanwhile. */
  async lookUp(verb) {
    const isBlind = BLIND.has(verb) || (PLAIN.has(verb) && !this.crypto);
    if (!isBlind) await this.glances.lookUp();
  }

  #notice(event) {
    if (!event.getId() || !event.getRoomId()) return;
    this.seen.set(event.getId(), event);
    this.#look();
  }

  #look() {
    for (const look of this.waiting) look();
  }

  // ---- rooms

  async join({ room }) {
    await this.client.joinRoom(room);
    await this.#until(() => this.client.getRoom(room)?.getMyMembership() === "join", `joined ${room}`);
    return room;
  }

  async leave({ room }) {
    await this.client.leave(room);
  }

  async create({ name, version = "12", encrypted = false, direct = false, invite = [], open = true, state = [] }) {
    const initial_state = [...state];
    if (encrypted)
      initial_state.push({ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } });
    const { room_id } = await this.client.createRoom({
      name,
      room_version: version,
      preset: direct ? "trusted_private_chat" : open ? "public_chat" : "private_chat",
      visibility: "private",
      is_direct: direct,
      invite,
      initial_state,
    });
    await this.#until(() => this.client.getRoom(room_id)?.getMyMembership() === "join", `made ${room_id}`);
    return room_id;
  }

  async invite({ room, user }) {
    await this.client.invite(room, user);
  }

  async kick({ room, user, reason }) {
    await this.client.kick(room, user, reason);
  }

  async power({ room, user, level }) {
    await this.client.setPowerLevel(room, user, level);
  }

  async members({ room }) {
    const { joined } = await this.client.getJoinedRoomMembers(room);
    return Object.keys(joined);
  }

  // ---- messages

  async send({ room, body, html, reply_to, thread, mention, msgtype = "m.text" }) {
    const content = { msgtype, body };
    if (html) Object.assign(content, { format: "org.matrix.custom.html", formatted_body: html });
    if (mention) content["m.mentions"] = { user_ids: mention };
    if (thread) content["m.relates_to"] = { rel_type: "m.thread", event_id: thread };
    if (reply_to) (content["m.relates_to"] ??= {})["m.in_reply_to"] = { event_id: reply_to };
    return (await this.client.sendMessage(room, content)).event_id;
  }

  async edit({ room, event, body }) {
    const changed = { msgtype: "m.text", body };
    const content = { ...changed, body: `* ${body}`, "m.new_content": changed };
    content["m.relates_to"] = { rel_type: "m.replace", event_id: event };
    return (await this.client.sendMessage(room, content)).event_id;
  }

  async react({ room, event, key }) {
    const content = { "m.relates_to": { rel_type: "m.annotation", event_id: event, key } };
    return (await this.client.sendEvent(room, "m.reaction", content)).event_id;
  }

  // Some clients send the reason of a redaction as null, which the SDK leaves out: hence the bare request.
  async redact({ room, event, null_reason = false }) {
    if (!null_reason) return (await this.client.redactEvent(room, event)).event_id;
    const path = `/rooms/${encodeURIComponent(room)}/redact/${encodeURIComponent(event)}/${this.client.makeTxnId()}`;
    return (await this.client.http.authedRequest("PUT", path, undefined, { reason: null })).event_id;
  }

  async request({ method, path, body }) {
    return this.client.http.authedRequest(method, path, undefined, body);
  }

  // ---- what the person sees

  async messages({ room, type }) {
    const shown = [...this.seen.values()].filter((event) => event.getRoomId() === room);
    return Promise.all(shown.filter((event) => !type || event.getType() === type).map((event) => this.#describe(event)));
  }

  async wait({ room, sender, body, type = "m.room.message", replaces, relates, after, undecrypted = false, timeout = PATIENCE }) {
    const pattern = body === undefined ? null : new RegExp(body, "s");
    const fits = (event) => {
      if (room && event.getRoomId() !== room) return false;
      if (sender && event.getSender() !== sender) return false;
      if (undecrypted) return event.isDecryptionFailure();
      const content = event.getContent();
      const relation = event.getWireContent()["m.relates_to"] ?? {};
      if (![type].flat().includes(event.getType()) || event.isDecryptionFailure()) return false;
      if (replaces && !(relation.rel_type === "m.replace" && relation.event_id === replaces)) return false;
      if (relates && relation.event_id !== relates && relation["m.in_reply_to"]?.event_id !== relates) return false;
      return pattern === null || pattern.test(content.body ?? "");
    };
    const found = await this.#until(() => this.#after(after).find(fits), `${sender ?? "anyone"} said ${body ?? type}`, timeout);
    return this.#describe(found);
  }

  async joined({ room, timeout = PATIENCE }) {
    await this.#until(() => this.client.getRoom(room), `in ${room}`, timeout);
  }

  async invited({ room, sender, timeout = PATIENCE }) {
    const fits = (one) =>
      one.getMyMembership() === "invite" &&
      (!room || one.roomId === room) &&
      (!sender || one.getMember(this.client.getUserId())?.events.member?.getSender() === sender);
    return (await this.#until(() => this.client.getRooms().find(fits), `invited to ${room ?? "a room"}`, timeout)).roomId;
  }

  async trust({ user, device }) {
    const status = await this.client.getCrypto().getDeviceVerificationStatus(user, device);
    return { signed_by_owner: status?.signedByOwner ?? false, known: status !== null };
  }

  async stop() {
    this.client.stopClient();
  }

  #after(event) {
    const seen = [...this.seen.values()];
    if (!event) return seen;
    const found = seen.findIndex((one) => one.getId() === event);
    return found < 0 ? [] : seen.slice(found + 1);
  }

  #until(condition, what, timeout = PATIENCE) {
    return new Promise((resolve, reject) => {
      const done = (settle, value) => {
        clearTimeout(clock);
        this.waiting.delete(look);
        settle(value);
      };
      const look = () => {
        const found = condition();
        if (found) done(resolve, found);
      };
      const clock = setTimeout(() => done(reject, new Error(`waited ${timeout} ms, but not: ${what}`)), timeout);
      this.waiting.add(look);
      look();
      if (this.waiting.has(look)) this.glances.attend();
    });
  }

  async #describe(event) {
    const content = event.getContent();
    const shield = await this.#shield(event);
    return {
      id: event.getId(),
      room: event.getRoomId(),
      sender: event.getSender(),
      type: event.getType(),
      msgtype: content.msgtype ?? null,
      body: content.body ?? null,
      html: content.formatted_body ?? null,
      content,
      relation: event.getWireContent()["m.relates_to"] ?? content["m.relates_to"] ?? null,
      mentions: content["m.mentions"] ?? null,
      encrypted: event.isEncrypted(),
      decrypted: event.isEncrypted() && !event.isDecryptionFailure(),
      failure: event.decryptionFailureReason ?? null,
      redacted: event.isRedacted(),
      shield,
    };
  }

  async #shield(event) {
    if (!event.isEncrypted() || event.isDecryptionFailure()) return null;
    const told = await this.client.getCrypto()?.getEncryptionInfoForEvent(event);
    return told ? SHIELDS[told.shieldColour] : null;
  }
}
