// Runs beside the page's own thread: hands the microphone on as 16-bit samples, 16,000 a second, 100 ms at a time.
const PIECE = 1600;

class Microphone extends AudioWorkletProcessor {
  #piece = new Int16Array(PIECE);
  #filled = 0;
  #place = 0;

  process([[samples]]) {
    if (!samples) return true;
    const step = sampleRate / 16000; // 1 where the browser gives the rate that was asked for
    for (; this.#place < samples.length; this.#place += step) {
      const sample = Math.max(-1, Math.min(1, samples[Math.floor(this.#place)]));
      this.#piece[this.#filled++] = sample * 32767;
      if (this.#filled === PIECE) this.#send();
    }
    this.#place -= samples.length;
    return true;
  }

  #send() {
    let loudest = 0;
    for (const sample of this.#piece) loudest = Math.max(loudest, Math.abs(sample));
    const piece = this.#piece.buffer;
    this.port.postMessage({ piece, level: loudest / 32767 }, [piece]);
    this.#piece = new Int16Array(PIECE);
    this.#filled = 0;
  }
}

registerProcessor("microphone", Microphone);
