// Speech in the browser: microphone to the gate's socket, transcripts, answers and sound back. Sound is kept nowhere.
const ADDRESS = new URL("../api/v1/", import.meta.url);
const MICROPHONE = new URL("microphone.js", import.meta.url);

// Whether this installation can be spoken with, and the browser has what it takes.
export async function canSpeak() {
  if (!navigator.mediaDevices?.getUserMedia || !window.AudioWorkletNode) return false;
  const reply = await fetch(new URL("voice", ADDRESS)).catch(() => null);
  return reply?.ok ? (await reply.json()).available : false;
}

export class Denied extends Error {}

// Plays pieces of sound one after the other.
class Player {
  #context = new AudioContext();
  #sources = new Set();
  #until = 0;

  play(rate, pcm) {
    const samples = new Int16Array(pcm);
    if (!samples.length) return;
    const buffer = this.#context.createBuffer(1, samples.length, rate);
    buffer.getChannelData(0).set(Float32Array.from(samples, (sample) => sample / 32768));
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    source.connect(this.#context.destination);
    this.#until = Math.max(this.#until, this.#context.currentTime);
    source.start(this.#until);
    this.#until += buffer.duration;
    this.#sources.add(source);
    source.onended = () => this.#sources.delete(source);
  }

  hush() {
    for (const source of this.#sources) source.stop();
    this.#sources.clear();
    this.#until = 0;
  }

  close() {
    this.hush();
    return this.#context.close();
  }
}

// One call. `on` has a function for each event of the socket, `level(0..1)`, and `end(text|null)`.
export class Voice {
  #expected = null;
  #pieces = [];
  #talking = false;

  constructor(on) {
    this.on = on;
  }

  // `handsFree`: pauses end a turn. Raises Denied when there is no microphone to be had.
  async open(conversation, handsFree) {
    this.handsFree = handsFree;
    this.stream = await this.#microphone();
    this.player = new Player();
    this.socket = new WebSocket(new URL(`conversations/${conversation.id}/voice`, ADDRESS).href.replace(/^http/, "ws"));
    this.socket.binaryType = "arraybuffer";
    this.socket.onmessage = (message) => this.#take(message.data);
    this.socket.onclose = () => this.close();
    await new Promise((opened, failed) => Object.assign(this.socket, { onopen: opened, onerror: failed }));
    this.#send({ type: "hello", token: conversation.token, hands_free: handsFree });
    await this.#listen();
  }

  async #microphone() {
    try {
      return await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      });
    } catch {
      throw new Denied();
    }
  }

  async #listen() {
    this.context = new AudioContext({ sampleRate: 16000 });
    await this.context.audioWorklet.addModule(MICROPHONE);
    const worklet = new AudioWorkletNode(this.context, "microphone", { numberOfOutputs: 0 });
    worklet.port.onmessage = ({ data }) => this.#hear(data);
    this.context.createMediaStreamSource(this.stream).connect(worklet);
  }

  #hear({ piece, level }) {
    const listening = this.handsFree || this.#talking;
    this.on.level?.(listening ? level : 0);
    if (listening && this.socket?.readyState === WebSocket.OPEN) this.socket.send(piece);
  }

  // Push to talk.
  press() {
    this.player.hush();
    this.#talking = true;
  }

  release() {
    this.#talking = false;
    this.#send({ type: "release" });
  }

  get talking() {
    return this.#talking;
  }

  say(text) {
    this.player.hush();
    this.#send({ type: "say", text });
  }

  hush() {
    this.player.hush();
    this.#send({ type: "hush" });
  }

  #send(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  #take(data) {
    if (data instanceof ArrayBuffer) return this.#sound(data);
    const event = JSON.parse(data);
    if (event.type === "sound") {
      this.#expected = event;
      this.#pieces = [];
    } else if (event.type === "hush") this.player.hush();
    return this.on[event.type]?.(event);
  }

  #sound(piece) {
    this.#pieces.push(new Uint8Array(piece));
    const arrived = this.#pieces.reduce((sum, one) => sum + one.length, 0);
    if (!this.#expected || arrived < this.#expected.bytes) return;
    const whole = new Uint8Array(arrived);
    this.#pieces.reduce((at, one) => (whole.set(one, at), at + one.length), 0);
    this.player.play(this.#expected.rate, whole.buffer);
    this.#expected = null;
  }

  close() {
    if (this.closed) return;
    this.closed = true;
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.context?.close();
    this.player?.close();
    this.socket?.close();
    this.on.end?.();
  }
}
